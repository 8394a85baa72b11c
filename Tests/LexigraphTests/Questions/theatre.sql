-- theatre venues, plays, productions and casts
CREATE TABLE venue (venue_id INTEGER PRIMARY KEY, name TEXT, city TEXT, capacity INTEGER, opened_year INTEGER, has_balcony TEXT);
CREATE TABLE playwright (playwright_id INTEGER PRIMARY KEY, full_name TEXT, nationality TEXT, birth_year INTEGER, death_year INTEGER);
CREATE TABLE play (play_id INTEGER PRIMARY KEY, title TEXT, genre TEXT, premiere_year INTEGER, running_minutes INTEGER,
    playwright_id INTEGER, FOREIGN KEY (playwright_id) REFERENCES playwright (playwright_id));
CREATE TABLE production (production_id INTEGER PRIMARY KEY, play_id INTEGER, venue_id INTEGER, director TEXT, start_date TEXT, end_date TEXT, budget REAL,
    FOREIGN KEY (play_id) REFERENCES play (play_id), FOREIGN KEY (venue_id) REFERENCES venue (venue_id));
CREATE TABLE actor (actor_id INTEGER PRIMARY KEY, name TEXT, age INTEGER, gender TEXT, home_town TEXT, years_of_experience INTEGER);
CREATE TABLE casting (production_id INTEGER, actor_id INTEGER, role_name TEXT, is_lead TEXT, weekly_pay REAL,
    PRIMARY KEY (production_id, actor_id),
    FOREIGN KEY (production_id) REFERENCES production (production_id), FOREIGN KEY (actor_id) REFERENCES actor (actor_id));
INSERT INTO venue VALUES
 (1,'Lantern House','Bristol',420,1911,'T'),(2,'The Corn Exchange','Norwich',260,1874,'F'),(3,'Halyard Theatre','Bristol',880,1936,'T'),
 (4,'Old Foundry','Sheffield',150,1998,'F'),(5,'Meridian Playhouse','Leeds',1120,1902,'T'),(6,'Tanner Street Studio','Leeds',95,2011,'F'),
 (7,'Paragon','Cardiff',640,1927,'T'),(8,'Quayside Arts','Cardiff',310,2004,'F');
INSERT INTO playwright VALUES
 (1,'Agnes Thorley','British',1871,1944),(2,'Miklos Berend','Hungarian',1903,1969),(3,'Ruth Okafor','Nigerian',1958,NULL),(4,'Sean Garvey','Irish',1934,2010),
 (5,'Lotte Amsel','German',1949,NULL),(6,'Peter Wynn','British',1981,NULL),(7,'Ciara Dolan','Irish',1990,NULL),(8,'Henrik Stahl','German',1888,1952);
INSERT INTO play VALUES
 (1,'The Salt Road','Drama',1912,140,1),(2,'Widow in Green','Comedy',1921,115,1),(3,'Night Ferry','Thriller',1938,105,2),(4,'The Goldsmith','Drama',1951,150,2),
 (5,'Harmattan','Drama',1989,125,3),(6,'Two Spoons','Comedy',1966,90,4),(7,'Bog Cotton','Tragedy',1974,135,4),(8,'Glass Orchard','Musical',1995,160,5),
 (9,'Static','Thriller',2014,80,6),(10,'Low Tide','Drama',2018,95,6),(11,'Kitchen Saints','Comedy',2020,100,7),(12,'The Last Tram','Tragedy',1930,170,8);
INSERT INTO production VALUES
 (1,1,1,'Maya Lindqvist','2019-02-01','2019-04-14',120000),(2,2,5,'Oscar Teale','2019-09-10','2019-11-30',210000),(3,3,3,'Maya Lindqvist','2020-01-15','2020-03-12',185000),
 (4,6,2,'Dev Anand Rao','2021-06-01','2021-07-15',45000),(5,7,1,'Oscar Teale','2021-10-05','2021-12-20',98000),(6,8,5,'Bea Castellan','2022-02-11','2022-08-28',640000),
 (7,9,4,'Dev Anand Rao','2022-03-03','2022-04-02',22000),(8,10,6,'Ines Pardo','2022-09-14','2022-10-22',18000),(9,5,7,'Maya Lindqvist','2023-01-20','2023-04-01',156000),
 (10,11,3,'Bea Castellan','2023-05-05','2023-07-30',240000),(11,1,7,'Ines Pardo','2023-09-01','2023-11-11',134000),(12,6,5,'Maya Lindqvist','2024-01-12','2024-03-23',175000),
 (13,7,1,'Ines Pardo','2024-02-02','2024-03-16',67000);
INSERT INTO actor VALUES
 (1,'Nora Fitch',34,'F','Bristol',12),(2,'Callum Reyes',27,'M','Leeds',5),(3,'Imogen Hale',61,'F','York',38),(4,'Tobias Munn',45,'M','Cardiff',21),
 (5,'Priya Sandhu',23,'F','Leicester',2),(6,'George Albright',72,'M','London',50),(7,'Freya Nott',29,'F','London',7),(8,'Samuel Addo',38,'M','London',15),
 (9,'Dilys Morgan',52,'F','Cardiff',30),(10,'Evan Price',31,'M','Cardiff',9),(11,'Lucy Tran',26,'F','Bristol',4),(12,'Harold Finch',66,'M','York',41),
 (13,'Zara Bell',21,'F','Leeds',1);
INSERT INTO casting VALUES
    (1, 1, 'Marian', 'T', 900),
    (1, 4, 'The Carter', 'T', 950),
    (1, 3, 'Old Bess', 'F', 700),
    (1, 2, 'Tom', 'F', 480),
    (2, 3, 'Lady Vane', 'T', 1400),
    (2, 6, 'The Colonel', 'F', 1100),
    (2, 7, 'Polly', 'F', 620),
    (2, 8, 'Mr Green', 'T', 1050),
    (3, 8, 'The Captain', 'T', 1200),
    (3, 1, 'Ilona', 'T', 1150),
    (3, 10, 'Steward', 'F', 560),
    (4, 9, 'Mrs Daly', 'T', 650),
    (4, 4, 'Mr Daly', 'T', 640),
    (5, 9, 'Nuala', 'T', 800),
    (5, 10, 'Fergal', 'T', 760),
    (5, 3, 'The Widow', 'F', 720),
    (5, 11, 'Brid', 'F', 430),
    (6, 7, 'Clara', 'T', 2100),
    (6, 8, 'Anton', 'T', 2050),
    (6, 1, 'Duchess', 'F', 1500),
    (6, 6, 'Gardener', 'F', 1250),
    (6, 11, 'Maid', 'F', 800),
    (6, 2, 'Footman', 'F', 780),
    (7, 2, 'Signalman', 'T', 500),
    (7, 5, 'Voice', 'F', 380),
    (8, 5, 'Jess', 'T', 420),
    (8, 10, 'Rob', 'T', 430),
    (9, 8, 'Yusuf', 'T', 1000),
    (9, 5, 'Amina', 'T', 880),
    (9, 4, 'The Trader', 'F', 820),
    (10, 11, 'Bernadette', 'T', 1080),
    (10, 9, 'Sister Ruth', 'T', 1300),
    (10, 7, 'Una', 'F', 950),
    (10, 6, 'Father Dom', 'F', 1020),
    (11, 1, 'Marian', 'T', 1010),
    (11, 10, 'The Carter', 'T', 990),
    (11, 3, 'Old Bess', 'F', 870),
    (12, 4, 'Mr Daly', 'T', 1350),
    (12, 3, 'Mrs Daly', 'T', 1420),
    (13, 2, 'Fergal', 'T', 600),
    (13, 7, 'Brid', 'F', 590);
