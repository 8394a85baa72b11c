-- office documents, templates and approvals, no foreign keys declared
CREATE TABLE office (officeno INTEGER PRIMARY KEY, officename TEXT, town TEXT, floorarea INTEGER);
CREATE TABLE staff (staffno TEXT PRIMARY KEY, staffname TEXT, jobtitle TEXT, officeno INTEGER, startyear INTEGER, email TEXT);
CREATE TABLE doctype (typecode TEXT PRIMARY KEY, typename TEXT, retentionyears INTEGER);
CREATE TABLE template (templateno INTEGER PRIMARY KEY, templatetitle TEXT, typecode TEXT, versionno INTEGER, maintainer TEXT, lang TEXT);
CREATE TABLE document (docno INTEGER PRIMARY KEY, title TEXT, templateno INTEGER, author TEXT, createdon TEXT, pages INTEGER, confidential TEXT);
CREATE TABLE approval (docno INTEGER, staffno TEXT, decision TEXT, decidedon TEXT, PRIMARY KEY (docno, staffno));
INSERT INTO office VALUES (10,'Head Office','Lisbon',2400),(20,'River Branch','Porto',900),(30,'Southern Branch','Faro',450),(40,'Island Desk','Funchal',120),(50,'Archive House','Porto',1650);
INSERT INTO staff VALUES
 ('S100','Amalia Reis','director',10,2001,'areis@ofc.example'),('S101','Duarte Pinho','clerk',10,2018,'dpinho@ofc.example'),('S102','Filipa Couto','lawyer',10,2011,'fcouto@ofc.example'),
 ('S103','Gil Barros','clerk',20,2015,'gbarros@ofc.example'),('S104','Helena Matos','manager',20,2006,'hmatos@ofc.example'),('S105','Ivo Teles','lawyer',20,2020,NULL),
 ('S106','Joana Lobo','clerk',30,2019,'jlobo@ofc.example'),('S107','Luis Vaz','manager',30,2009,'lvaz@ofc.example'),('S108','Marta Seixas','archivist',50,2013,NULL),
 ('S109','Nuno Prata','clerk',10,2022,'nprata@ofc.example'),('S110','Olga Faria','lawyer',10,2016,'ofaria@ofc.example');
INSERT INTO doctype VALUES ('CTR','Contract',10),('MIN','Minutes',5),('LTR','Letter',2),('RPT','Report',7),('POL','Policy',15),('INV','Invoice',8);
INSERT INTO template VALUES
 (1,'Supply contract','CTR',4,'S102','Portuguese'),(2,'Employment contract','CTR',7,'S110','Portuguese'),(3,'Lease','CTR',2,'S102','English'),(4,'Board minutes','MIN',3,'S100','Portuguese'),
 (5,'Reminder letter','LTR',9,'S101','Portuguese'),(6,'Welcome letter','LTR',5,'S101','English'),(7,'Annual report','RPT',6,'S104','Portuguese'),(8,'Audit report','RPT',1,'S104','English'),
 (9,'Travel policy','POL',2,'S100','English'),(10,'Cover letter','LTR',3,'S106','French');
INSERT INTO document VALUES
 (1001,'Paper supply 2021',1,'S102','2021-01-18',14,'N'),(1002,'Cleaning services 2021',1,'S105','2021-02-09',11,'N'),(1003,'Contract of N. Prata',2,'S110','2022-03-01',8,'Y'),
 (1004,'Contract of I. Teles',2,'S110','2020-09-14',9,'Y'),(1005,'Lease of the Faro shop',3,'S102','2022-05-20',21,'Y'),(1006,'Board meeting January',4,'S100','2023-01-16',6,'Y'),
 (1007,'Board meeting April',4,'S100','2023-04-17',7,'Y'),(1008,'Board meeting July',4,'S100','2023-07-17',5,'Y'),(1009,'Second reminder Alfa Lda',5,'S101','2022-11-02',1,'N'),
 (1010,'First reminder Beto SA',5,'S103','2022-12-12',1,'N'),(1011,'Final reminder Beto SA',5,'S103','2023-02-20',2,'N'),(1012,'Welcome pack River Branch',6,'S106','2023-03-08',3,'N'),
 (1013,'Annual report 2021',7,'S104','2022-02-25',64,'N'),(1014,'Annual report 2022',7,'S104','2023-02-24',71,'N'),(1015,'Audit of petty cash',8,'S107','2023-06-06',18,'Y'),
 (1016,'Travel rules',9,'S100','2021-10-01',12,'N'),(1017,'Paper supply 2023',1,'S102','2023-01-11',15,'N'),(1018,'Lease of the Porto archive',3,'S105','2023-09-19',26,'Y'),
 (1019,'Reminder Cruz Lda',5,'S101','2023-10-30',1,'N'),(1020,'Annual report draft 2023',7,'S107','2024-01-15',40,'Y');
INSERT INTO approval VALUES
 (1001,'S100','approved','2021-01-20'),(1001,'S104','approved','2021-01-25'),(1002,'S100','rejected','2021-02-12'),(1002,'S104','approved','2021-02-11'),(1003,'S100','approved','2022-03-02'),
 (1004,'S100','approved','2020-09-15'),(1005,'S100','approved','2022-05-27'),(1005,'S107','approved','2022-05-23'),(1005,'S110','approved','2022-05-24'),(1013,'S100','approved','2022-03-03'),
 (1014,'S100','rejected','2023-03-01'),(1014,'S107','approved','2023-02-28'),(1015,'S100','pending',NULL),(1015,'S102','approved','2023-06-09'),(1016,'S104','approved','2021-10-04'),
 (1017,'S100','approved','2023-01-12'),(1018,'S100','pending',NULL),(1018,'S102','rejected','2023-09-22'),(1018,'S107','approved','2023-09-25'),(1020,'S104','pending',NULL),(1012,'S107','approved','2023-03-09');
