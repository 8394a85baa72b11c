-- museum artworks, exhibitions and loans, CamelCase
CREATE TABLE Museum (MuseumId INTEGER PRIMARY KEY, Name TEXT, City TEXT, Country TEXT, FoundedYear INTEGER, IsPublic TEXT);
CREATE TABLE Artist (ArtistId INTEGER PRIMARY KEY, Name TEXT, BirthYear INTEGER, Nationality TEXT);
CREATE TABLE Artwork (InventoryNo TEXT PRIMARY KEY, Title TEXT, CreatedBy INTEGER, OwningMuseum INTEGER, Medium TEXT, YearMade INTEGER, InsuredValue INTEGER,
    FOREIGN KEY (CreatedBy) REFERENCES Artist (ArtistId), FOREIGN KEY (OwningMuseum) REFERENCES Museum (MuseumId));
CREATE TABLE Exhibition (ExhibitionId INTEGER PRIMARY KEY, Name TEXT, HostMuseum INTEGER, OpeningDate TEXT, ClosingDate TEXT, VisitorCount INTEGER,
    FOREIGN KEY (HostMuseum) REFERENCES Museum (MuseumId));
CREATE TABLE Loan (LoanId INTEGER PRIMARY KEY, ArtworkNo TEXT, ExhibitionId INTEGER, LoanFee INTEGER, Status TEXT,
    FOREIGN KEY (ArtworkNo) REFERENCES Artwork (InventoryNo), FOREIGN KEY (ExhibitionId) REFERENCES Exhibition (ExhibitionId));
INSERT INTO Museum VALUES
 (1,'Hallmark Gallery','Ghent','Belgium',1889,'T'),(2,'Museum of the Coast','Ostend','Belgium',1954,'T'),(3,'Villa Serrano','Valencia','Spain',1921,'F'),
 (4,'National Print Room','Vienna','Austria',1802,'T'),(5,'Kunsthof Linz','Linz','Austria',1997,'F'),(6,'Casa de Tinta','Seville','Spain',2008,'T'),
 (7,'Northern Light Museum','Tromso','Norway',1976,'T'),(8,'Fjord Collection','Bergen','Norway',1933,'F');
INSERT INTO Artist VALUES
 (1,'Elske Vanhove',1862,'Belgian'),(2,'Joaquin Ribes',1899,'Spanish'),(3,'Theodor Wallner',1841,'Austrian'),(4,'Ingrid Solheim',1925,'Norwegian'),
 (5,'Marguerite Claes',1910,'Belgian'),(6,'Pilar Monzon',1957,'Spanish'),(7,'Anton Reuss',1978,'Austrian'),(8,'Sigurd Dahle',1887,'Norwegian'),(9,'Wim Haas',1983,'Belgian');
INSERT INTO Artwork VALUES
 ('HG-001','Women at the Lock',1,1,'oil',1890,450000),('HG-014','Flax Harvest',1,1,'oil',1897,620000),('HG-022','Quiet Canal',5,1,'watercolour',1938,85000),
 ('MC-003','Shrimp Boats',1,2,'oil',1901,310000),('MC-010','Breakwater',5,2,'etching',1946,24000),('VS-002','Orange Sellers',2,3,'oil',1924,730000),
 ('VS-009','The Blind Singer',2,3,'charcoal',1931,190000),('VS-017','Red Room',6,3,'oil',1988,140000),('NP-101','Danube Flood',3,4,'etching',1869,56000),
 ('NP-118','Study of Hands',3,4,'charcoal',1874,98000),('NP-140','Self-Portrait',3,4,'etching',1880,120000),('KL-005','Signal Noise',7,5,'video',2009,38000),
 ('KL-008','Concrete Garden',7,5,'sculpture',2014,76000),('CT-001','Paper Tide',6,6,'etching',1995,31000),('CT-004','Letter to Nobody',6,6,'watercolour',2001,45000),
 ('NL-007','Polar Night',8,7,'oil',1919,515000),('NL-012','Reindeer Road',4,7,'watercolour',1958,62000),('FC-003','Herring Wives',8,8,'oil',1911,880000),
 ('FC-006','Blue Hour',4,8,'oil',1963,205000),('FC-011','Knot',4,8,'sculpture',1971,99000);
INSERT INTO Exhibition VALUES
 (1,'Sea and Labour',2,'2018-04-12','2018-09-30',41200),(2,'The Etched Line',4,'2019-02-01','2019-05-26',28700),(3,'Southern Colour',3,'2019-10-04','2020-01-19',35500),
 (4,'Winter Painters',7,'2020-11-20','2021-02-28',12900),(5,'After the Image',5,'2021-06-10','2021-10-03',9800),(6,'Hands',4,'2022-03-18','2022-07-17',52300),
 (7,'Paper Worlds',6,'2022-09-22','2023-01-08',17600),(8,'North meets South',8,'2023-05-05','2023-10-29',30400),(9,'Canals and Coasts',1,'2023-03-03','2023-06-18',61000),
 (10,'Women of the Shore',1,'2024-02-09','2024-06-02',47900);
INSERT INTO Loan VALUES
 (1,'HG-001',1,12000,'returned'),(2,'FC-003',1,25000,'returned'),(3,'NL-007',1,15000,'returned'),(4,'MC-010',2,1500,'returned'),(5,'CT-001',2,1800,'returned'),
 (6,'CT-004',3,2200,'returned'),(7,'FC-006',4,6400,'returned'),(8,'FC-003',4,22000,'returned'),(9,'VS-017',5,5200,'returned'),(10,'CT-001',5,1900,'cancelled'),
 (11,'VS-009',6,7000,'returned'),(12,'HG-022',6,3900,'returned'),(13,'FC-011',6,4100,'returned'),(14,'NP-101',7,2600,'returned'),(15,'MC-010',7,1600,'returned'),
 (16,'NL-012',7,2400,'returned'),(17,'VS-002',8,27500,'returned'),(18,'NL-007',8,16000,'returned'),(19,'VS-017',8,5600,'cancelled'),(20,'MC-003',9,9000,'returned'),
 (21,'NP-101',9,2800,'returned'),(22,'FC-003',10,26000,'active'),(23,'MC-003',10,9500,'active'),(24,'VS-002',10,28000,'active'),(25,'NL-012',10,3100,'active');
