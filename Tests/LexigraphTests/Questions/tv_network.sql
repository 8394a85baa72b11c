-- TV network: channels, series, episodes, casts, camelCase
CREATE TABLE channel (channelId INTEGER PRIMARY KEY, channelName TEXT, launchYear INTEGER, language TEXT, isPayTv INTEGER);
CREATE TABLE person (personId INTEGER PRIMARY KEY, fullName TEXT, birthYear INTEGER, nationality TEXT, gender TEXT);
CREATE TABLE series (seriesId INTEGER PRIMARY KEY, title TEXT, category TEXT, homeChannel INTEGER, creatorId INTEGER, startYear INTEGER, endYear INTEGER,
    FOREIGN KEY (homeChannel) REFERENCES channel (channelId), FOREIGN KEY (creatorId) REFERENCES person (personId));
CREATE TABLE episode (episodeId INTEGER PRIMARY KEY, seriesId INTEGER, seasonNo INTEGER, episodeNo INTEGER, title TEXT, airDate TEXT, viewersMillions REAL, rating REAL, directorId INTEGER,
    FOREIGN KEY (seriesId) REFERENCES series (seriesId), FOREIGN KEY (directorId) REFERENCES person (personId));
CREATE TABLE castMember (seriesId INTEGER, personId INTEGER, characterName TEXT, PRIMARY KEY (seriesId, personId),
    FOREIGN KEY (seriesId) REFERENCES series (seriesId), FOREIGN KEY (personId) REFERENCES person (personId));
INSERT INTO channel VALUES (1,'Canal Norte',1991,'Spanish',0),(2,'Vista One',2004,'English',1),(3,'RTK',1978,'Dutch',0),(4,'Pixel Kids',2012,'English',1),(5,'Orbit Drama',2016,'English',1),(6,'Tele Sur Oeste',1985,'Spanish',0),(7,'Noord Sport',2019,'Dutch',1);
INSERT INTO person VALUES
 (1,'Gemma Aldous',1974,'British','F'),(2,'Ruben Castellanos',1981,'Spanish','M'),(3,'Anneke de Wit',1969,'Dutch','F'),(4,'Tyrell Banks',1988,'American','M'),(5,'Marisol Vega',1990,'Spanish','F'),
 (6,'Joost Kramer',1959,'Dutch','M'),(7,'Hattie Lowe',1995,'British','F'),(8,'Desmond Clay',1966,'American','M'),(9,'Ines Corral',1977,'Spanish','F'),(10,'Piet Verhagen',1985,'Dutch','M'),
 (11,'Naomi Frost',2001,'British','F'),(12,'Lucas Arrieta',1993,'Argentine','M'),(13,'Bianca Soto',1984,'Argentine','F'),(14,'Owen Tarrant',1971,'British','M');
INSERT INTO series VALUES
 (1,'Harbour Lights','drama',5,1,2017,NULL),(2,'La Bodega','drama',1,2,2014,2019),(3,'Polder Noir','crime',3,3,2018,NULL),(4,'Cosmo and Fig','animation',4,4,2015,2021),(5,'Second Serve','comedy',2,8,2020,NULL),
 (6,'Marea Alta','crime',6,2,2021,NULL),(7,'De Buren','comedy',3,6,2009,2016),(8,'Cold Ledger','crime',5,1,2022,NULL),(9,'Tiny Inventors','animation',4,4,2022,NULL),(10,'Kitchen Court','reality',2,NULL,2019,2020),(11,'Sierra','documentary',1,9,2023,NULL);
INSERT INTO castMember VALUES (1,7,'Kit Mallory'),(1,14,'Inspector Dean'),(1,11,'Poppy'),(2,5,'Lucia'),(2,12,'Mateo'),(3,6,'Hoofd Bakker'),(3,10,'Sem'),(3,3,'Dr Smit'),(4,7,'Fig'),(4,8,'Cosmo'),(5,8,'Coach Reyes'),(5,11,'Dani'),(5,4,'Umpire'),
 (6,5,'Teresa'),(6,13,'Capitana Luz'),(6,12,'El Rubio'),(7,6,'Henk'),(7,10,'Bram'),(8,14,'Auditor Price'),(8,7,'Maddie'),(9,11,'Bolt');
INSERT INTO episode VALUES
    (1, 1, 1, 1, 'Ebb', '2017-10-01', 4.69, 7.0, 1),
    (2, 1, 1, 2, 'Breakers', '2017-05-21', 3.87, 7.3, 1),
    (3, 1, 1, 3, 'The Pilot Boat', '2017-02-08', 0.66, 7.3, 14),
    (4, 1, 2, 1, 'Undertow', '2018-10-12', 0.73, 9.0, 14),
    (5, 1, 2, 2, 'Low Sun', '2018-05-15', 3.56, 8.8, 1),
    (6, 2, 1, 1, 'Barrels', '2014-03-15', 5.54, 8.1, 2),
    (7, 2, 1, 2, 'Vendimia', '2014-01-19', 7.67, 7.9, 2),
    (8, 2, 1, 3, 'The Will', '2014-05-18', 2.17, 6.0, 9),
    (9, 2, 2, 1, 'Old Vines', '2015-11-18', 6.19, 6.2, 9),
    (10, 2, 2, 2, 'Frost Night', '2015-10-11', 3.67, 5.4, 2),
    (11, 3, 1, 1, 'Dike', '2018-04-02', 6.72, 9.5, 3),
    (12, 3, 1, 2, 'Peat', '2018-11-03', 4.12, 8.8, 10),
    (13, 3, 1, 3, 'The Cyclist', '2018-07-19', 7.33, 5.5, 3),
    (14, 3, 2, 1, 'Fog on the Lek', '2019-02-15', 7.25, 5.8, 3),
    (15, 3, 2, 2, 'Sluice', '2019-06-14', 7.76, 6.0, 3),
    (16, 4, 1, 1, 'Moon Jam', '2016-03-20', 3.74, 8.2, 4),
    (17, 4, 1, 2, 'Figs in Space', '2016-05-06', 6.89, 6.3, 4),
    (18, 4, 1, 3, 'The Big Nap', '2016-06-11', 6.23, 7.3, 8),
    (19, 4, 2, 1, 'Jelly Storm', '2017-01-11', 2.08, 7.6, 8),
    (20, 4, 2, 2, 'Bounce', '2017-07-19', 2.22, 6.3, 4),
    (21, 5, 1, 1, 'Double Fault', '2020-11-08', 3.33, 9.0, 4),
    (22, 5, 1, 2, 'Deuce', '2020-02-06', 4.3, 7.8, 4),
    (23, 5, 2, 1, 'Tiebreak', '2021-03-14', 5.46, 9.1, 4),
    (24, 5, 2, 2, 'Let', '2021-03-18', 4.44, 7.3, 4),
    (25, 6, 1, 1, 'Contrabando', '2021-01-28', 1.14, 9.5, 2),
    (26, 6, 1, 2, 'Niebla', '2021-06-03', 3.69, 5.4, 2),
    (27, 6, 2, 1, 'Faro', '2022-08-05', 1.22, 7.1, 13),
    (28, 6, 2, 2, 'Red Tide', '2022-08-11', 6.87, 8.6, 13),
    (29, 7, 1, 1, 'Nieuwe Buren', '2010-07-11', 7.13, 8.2, 6),
    (30, 7, 1, 2, 'The Barbecue', '2010-01-22', 5.95, 6.6, 6),
    (31, 7, 2, 1, 'Parking', '2011-11-16', 5.22, 7.7, 6),
    (32, 8, 1, 1, 'Red Ink', '2022-07-28', 6.46, 9.4, 1),
    (33, 8, 1, 2, 'Round Tripping', '2022-01-20', 5.79, 9.1, 1),
    (34, 8, 2, 1, 'Write-off', '2023-10-13', 5.43, 5.7, 1),
    (35, 9, 1, 1, 'Gears', '2022-10-07', 7.79, 5.9, 4),
    (36, 9, 1, 2, 'Springs', '2022-05-15', 1.96, 5.5, 4),
    (37, 9, 2, 1, 'Levers', '2023-04-09', 3.76, 8.4, 4),
    (38, 10, 1, 1, 'Opening Bid', '2019-01-07', 1.27, 8.6, 8),
    (39, 10, 1, 2, 'Burnt Sauce', '2019-11-07', 4.97, 9.0, 8),
    (40, 10, 2, 1, 'Verdict', '2020-06-15', 6.58, 6.7, 8);
