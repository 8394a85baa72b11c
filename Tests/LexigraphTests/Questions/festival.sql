-- music festival: acts, genres, stages, performances, ticket sales
CREATE TABLE stage (stage_code TEXT PRIMARY KEY, stage_name TEXT, max_crowd INTEGER, is_covered INTEGER, sponsor TEXT);
CREATE TABLE act (act_id INTEGER PRIMARY KEY, act_name TEXT, country TEXT, formed_year INTEGER, member_count INTEGER, fee_eur INTEGER);
CREATE TABLE genre (genre_id INTEGER PRIMARY KEY, genre_name TEXT);
CREATE TABLE act_genre (act_id INTEGER, genre_id INTEGER, PRIMARY KEY (act_id, genre_id), FOREIGN KEY (act_id) REFERENCES act (act_id), FOREIGN KEY (genre_id) REFERENCES genre (genre_id));
CREATE TABLE performance (perf_id INTEGER PRIMARY KEY, act_id INTEGER, stage_code TEXT, festival_year INTEGER, day_name TEXT, start_time TEXT, length_min INTEGER, attendance INTEGER,
    FOREIGN KEY (act_id) REFERENCES act (act_id), FOREIGN KEY (stage_code) REFERENCES stage (stage_code));
CREATE TABLE ticket_type (type_id INTEGER PRIMARY KEY, label TEXT, price_eur INTEGER, camping INTEGER);
CREATE TABLE sale (sale_id INTEGER PRIMARY KEY, type_id INTEGER, festival_year INTEGER, buyer_country TEXT, quantity INTEGER, FOREIGN KEY (type_id) REFERENCES ticket_type (type_id));
INSERT INTO stage VALUES ('MAIN','Harbour Stage',18000,0,'Brauhaus Lindt'),('TENT','Circus Tent',4500,1,'Radio Nordsee'),('DOCK','Dock Nine',6000,0,NULL),('SILO','The Silo',1200,1,'Radio Nordsee'),('BOAT','Ferry Deck',350,0,NULL),('KIDS','Little Anchors',500,1,'Savings Union');
INSERT INTO act VALUES
 (1,'Velvet Pylons','Germany',2009,4,42000),(2,'Maren Oss','Denmark',2015,1,28000),(3,'The Tin Larks','United Kingdom',2003,5,65000),(4,'Kassa Brass','Ethiopia',1998,11,38000),
 (5,'Nullpunkt','Germany',2018,2,15000),(6,'Sólrún','Iceland',2012,3,33000),(7,'Grey Harbor Choir','Germany',1987,24,9000),(8,'DJ Amapola','Spain',2019,1,21000),
 (9,'Rust and Ribbon','United Kingdom',2011,4,18500),(10,'Lumen Drift','Denmark',2020,3,7500),(11,'Ocho Calles','Spain',2006,7,26000),(12,'Paper Wolves','United Kingdom',2017,4,12000),
 (13,'Teodor & the Tides','Norway',2014,6,30500),(14,'Mira Fonn','Norway',2022,1,4000);
INSERT INTO genre VALUES (1,'indie rock'),(2,'electronic'),(3,'folk'),(4,'jazz'),(5,'pop'),(6,'techno'),(7,'classical'),(8,'ska'),(9,'blues');
INSERT INTO act_genre VALUES (1,1),(1,2),(2,5),(2,3),(3,1),(4,4),(5,6),(5,2),(6,2),(6,5),(7,7),(8,6),(8,2),(9,3),(9,1),(10,2),(11,4),(11,5),(11,8),(12,1),(13,3),(13,5),(14,3);
INSERT INTO performance VALUES
 (1,1,'MAIN',2021,'Friday','20:00',75,9800),(2,2,'TENT',2021,'Friday','18:30',60,3100),(3,4,'DOCK',2021,'Saturday','19:00',90,4200),(4,7,'KIDS',2021,'Sunday','11:00',45,380),
 (5,9,'DOCK',2021,'Sunday','17:00',60,2600),(6,5,'SILO',2021,'Saturday','23:30',120,1150),(7,3,'MAIN',2022,'Saturday','21:30',90,16700),(8,6,'MAIN',2022,'Friday','20:30',70,11200),
 (9,8,'SILO',2022,'Friday','23:59',150,1190),(10,11,'DOCK',2022,'Sunday','18:00',80,4900),(11,10,'BOAT',2022,'Saturday','16:00',40,290),(12,12,'TENT',2022,'Saturday','17:30',50,2750),
 (13,7,'BOAT',2022,'Sunday','10:30',45,310),(14,2,'MAIN',2023,'Friday','19:00',65,13900),(15,1,'MAIN',2023,'Saturday','22:00',95,17500),(16,13,'TENT',2023,'Saturday','19:30',75,4450),
 (17,9,'TENT',2023,'Sunday','16:00',60,2300),(18,8,'SILO',2023,'Saturday','23:45',140,1200),(19,5,'DOCK',2023,'Friday','22:30',90,5100),(20,4,'MAIN',2023,'Sunday','20:00',85,12100),
 (21,10,'TENT',2023,'Friday','15:30',45,1500),(22,12,'TENT',2023,'Sunday','15:00',50,3300),(23,11,'KIDS',2023,'Sunday','12:00',40,460),(24,2,'BOAT',2023,'Sunday','13:00',35,345);
INSERT INTO ticket_type VALUES (1,'Day Ticket',59,0),(2,'Weekend Pass',139,0),(3,'Weekend Camper',174,1),(4,'VIP',320,1),(5,'Backstage Tour',45,0);
INSERT INTO sale VALUES
    (1, 1, 2021, 'Denmark', 741),
    (2, 1, 2021, 'Netherlands', 64),
    (3, 1, 2021, 'Poland', 107),
    (4, 1, 2021, 'Germany', 160),
    (5, 2, 2021, 'Denmark', 51),
    (6, 2, 2021, 'United Kingdom', 490),
    (7, 2, 2021, 'Norway', 519),
    (8, 2, 2021, 'Germany', 484),
    (9, 3, 2021, 'Poland', 432),
    (10, 3, 2021, 'Norway', 111),
    (11, 3, 2021, 'Denmark', 516),
    (12, 4, 2021, 'Denmark', 38),
    (13, 4, 2021, 'Germany', 31),
    (14, 4, 2021, 'Netherlands', 35),
    (15, 1, 2022, 'Poland', 853),
    (16, 1, 2022, 'Germany', 84),
    (17, 1, 2022, 'Netherlands', 415),
    (18, 1, 2022, 'Germany', 655),
    (19, 2, 2022, 'Poland', 727),
    (20, 2, 2022, 'Germany', 108),
    (21, 2, 2022, 'United Kingdom', 529),
    (22, 2, 2022, 'Germany', 685),
    (23, 3, 2022, 'United Kingdom', 572),
    (24, 3, 2022, 'Denmark', 58),
    (25, 3, 2022, 'Norway', 520),
    (26, 4, 2022, 'Norway', 60),
    (27, 4, 2022, 'Denmark', 42),
    (28, 4, 2022, 'United Kingdom', 34),
    (29, 1, 2023, 'Norway', 385),
    (30, 1, 2023, 'United Kingdom', 895),
    (31, 1, 2023, 'Poland', 456),
    (32, 1, 2023, 'Germany', 158),
    (33, 2, 2023, 'Denmark', 341),
    (34, 2, 2023, 'United Kingdom', 738),
    (35, 2, 2023, 'Germany', 385),
    (36, 3, 2023, 'Norway', 384),
    (37, 3, 2023, 'Poland', 561),
    (38, 3, 2023, 'Denmark', 311),
    (39, 3, 2023, 'Germany', 542),
    (40, 4, 2023, 'Norway', 27),
    (41, 4, 2023, 'Germany', 20),
    (42, 4, 2023, 'Denmark', 5);
