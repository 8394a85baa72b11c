-- trail running: clubs, runners, courses, events, results
CREATE TABLE Club (Club_ID TEXT PRIMARY KEY, Name TEXT, Region TEXT, Founded INTEGER, Colours TEXT);
CREATE TABLE Runner (Bib_ID INTEGER PRIMARY KEY, Name TEXT, Birth_Year INTEGER, Gender TEXT, Home_Club TEXT, Licence_Level TEXT, FOREIGN KEY (Home_Club) REFERENCES Club (Club_ID));
CREATE TABLE Course (Course_Code TEXT PRIMARY KEY, Name TEXT, Distance_Km REAL, Ascent_M INTEGER, Terrain TEXT);
CREATE TABLE Race_Event (Event_ID INTEGER PRIMARY KEY, Name TEXT, Course_Code TEXT, Organised_By TEXT, Event_Date TEXT, Entry_Fee REAL, Weather TEXT,
    FOREIGN KEY (Course_Code) REFERENCES Course (Course_Code), FOREIGN KEY (Organised_By) REFERENCES Club (Club_ID));
CREATE TABLE Result (Event_ID INTEGER, Bib_ID INTEGER, Place INTEGER, Minutes REAL, Status TEXT, PRIMARY KEY (Event_ID, Bib_ID),
    FOREIGN KEY (Event_ID) REFERENCES Race_Event (Event_ID), FOREIGN KEY (Bib_ID) REFERENCES Runner (Bib_ID));
CREATE TABLE Sponsorship (Event_ID INTEGER, Company TEXT, Amount INTEGER, PRIMARY KEY (Event_ID, Company), FOREIGN KEY (Event_ID) REFERENCES Race_Event (Event_ID));
INSERT INTO Club VALUES ('FELL','Fellside Harriers','North',1921,'red/white'),('MOSS','Moss Runners','North',1988,'green'),('DALE','Dale Striders','Central',1964,'blue/yellow'),('COVE','Cove Road Club','Coast',2003,'navy'),('PEAK','Peak Foxes','Central',2011,'orange'),('GULL','Gull Athletics','Coast',1947,'black/white');
INSERT INTO Runner VALUES
 (11,'Tess Hollin',1992,'F','FELL','A'),(12,'Magnus Orde',1985,'M','FELL','A'),(13,'Ravi Bhatt',1998,'M','MOSS','B'),(14,'Clare Sutton',1979,'F','MOSS','A'),(15,'Joel Kemp',2001,'M','DALE','B'),(16,'Anya Brook',1996,'F','DALE','A'),
 (17,'Peter Grice',1968,'M','DALE','C'),(18,'Sian Rhys',1988,'F','COVE','B'),(19,'Luca Ferro',1990,'M','COVE','A'),(20,'Dot Marsh',1962,'F','COVE','C'),(21,'Hugh Tyler',1994,'M','PEAK','A'),(22,'Bea Nolan',2003,'F','PEAK','C'),
 (23,'Omari Cole',1987,'M',NULL,'B'),(24,'Freda Linn',1999,'F',NULL,'C'),(25,'Walt Ives',1955,'M','FELL','C'),(26,'Kim Yates',1993,'F','MOSS','B');
INSERT INTO Course VALUES ('RDG','Ridge Loop',21.5,1150,'mountain'),('TRN','Tarn Circuit',12.4,430,'forest'),('BCH','Long Beach',10,15,'sand'),('QRY','Quarry Steps',8.2,520,'mountain'),('OLD','Old Railway',42.2,210,'gravel'),('MAZ','Maze Wood',15.8,310,'forest'),('CLF','Cliff Path',18.3,760,'coastal');
INSERT INTO Race_Event VALUES
 (1,'Ridge Classic 2022','RDG','FELL','2022-05-14',35,'rain'),(2,'Tarn Dash','TRN','MOSS','2022-07-02',18,'sun'),(3,'Beach Ten','BCH','GULL','2022-08-20',12,'wind'),(4,'Quarry Sprint','QRY','PEAK','2022-10-08',15,'fog'),
 (5,'Railway Marathon','OLD','DALE','2023-04-16',48,'sun'),(6,'Ridge Classic 2023','RDG','FELL','2023-05-13',38,'sun'),(7,'Midsummer Maze','MAZ','DALE','2023-06-24',20,'sun'),(8,'Tarn Dash Returns','TRN','MOSS','2023-09-09',19,'rain'),
 (9,'New Year Beach','BCH','COVE','2024-01-01',10,'wind'),(10,'Ridge Classic 2024','RDG','FELL','2024-05-11',40,'fog');
INSERT INTO Sponsorship VALUES (1,'Hartwell Boots',3000),(1,'Nettle Tea',800),(2,'Nettle Tea',600),(5,'City Bank',7500),(5,'Hartwell Boots',2500),(6,'Hartwell Boots',3200),(7,'Brightlamp',900),(8,'Nettle Tea',700),(10,'Hartwell Boots',3500),(10,'Brightlamp',1350),(10,'Peakline Gels',650);
INSERT INTO Result VALUES
    (1, 12, 1, 112.3, 'finished'),
    (1, 16, 2, 124.6, 'finished'),
    (1, 19, 3, 125.3, 'finished'),
    (1, 21, 4, 125.7, 'finished'),
    (1, 11, 5, 134.2, 'finished'),
    (1, 13, 6, 134.8, 'finished'),
    (1, 14, NULL, NULL, 'DNF'),
    (2, 11, 1, 61.2, 'finished'),
    (2, 13, 2, 68.3, 'finished'),
    (2, 14, 3, 69.0, 'finished'),
    (2, 26, 4, 69.7, 'finished'),
    (2, 15, 5, 71.9, 'finished'),
    (2, 20, 6, 104.6, 'finished'),
    (3, 19, 1, 40.9, 'finished'),
    (3, 23, 2, 47.0, 'finished'),
    (3, 18, 3, 49.1, 'finished'),
    (3, 17, 4, 62.6, 'finished'),
    (3, 20, 5, 72.7, 'finished'),
    (4, 12, 1, 46.9, 'finished'),
    (4, 21, 2, 47.1, 'finished'),
    (4, 15, 3, 56.7, 'finished'),
    (4, 22, NULL, NULL, 'DNF'),
    (5, 12, 1, 173.9, 'finished'),
    (5, 19, 2, 187.6, 'finished'),
    (5, 16, 3, 189.9, 'finished'),
    (5, 21, 4, 191.3, 'finished'),
    (5, 17, 5, 293.6, 'finished'),
    (5, 15, NULL, NULL, 'DNF'),
    (6, 12, 1, 117.5, 'finished'),
    (6, 16, 2, 121.1, 'finished'),
    (6, 11, 3, 126.3, 'finished'),
    (6, 21, 4, 128.9, 'finished'),
    (6, 14, NULL, NULL, 'DSQ'),
    (6, 23, NULL, NULL, 'DNF'),
    (7, 11, 1, 80.1, 'finished'),
    (7, 16, 2, 80.4, 'finished'),
    (7, 22, 3, 93.2, 'finished'),
    (7, 15, NULL, NULL, 'DNF'),
    (7, 24, NULL, NULL, 'DNF'),
    (8, 12, 1, 61.1, 'finished'),
    (8, 11, 2, 66.8, 'finished'),
    (8, 14, 3, 68.7, 'finished'),
    (8, 13, 4, 70.9, 'finished'),
    (8, 26, 5, 74.6, 'finished'),
    (9, 19, 1, 43.8, 'finished'),
    (9, 23, 2, 45.6, 'finished'),
    (9, 18, 3, 52.6, 'finished'),
    (9, 26, 4, 56.7, 'finished'),
    (9, 20, 5, 73.8, 'finished'),
    (10, 12, 1, 114.5, 'finished'),
    (10, 21, 2, 130.6, 'finished'),
    (10, 19, 3, 132.3, 'finished'),
    (10, 16, 4, 132.5, 'finished'),
    (10, 11, 5, 134.4, 'finished'),
    (10, 13, 6, 145.1, 'finished'),
    (10, 22, 7, 152.7, 'finished');
