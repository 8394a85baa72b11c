-- hospital wards, nurses, consultants and admissions
CREATE TABLE Wards (ward_no INTEGER PRIMARY KEY, ward_name TEXT, floor INTEGER, bed_count INTEGER, phone_ext TEXT, head_nurse TEXT REFERENCES Nurses (nurse_id));
CREATE TABLE Nurses (nurse_id TEXT PRIMARY KEY, nurse_name TEXT, qualification TEXT, yr_qualified INTEGER, monthly_pay REAL, ward_no INTEGER REFERENCES Wards (ward_no));
CREATE TABLE Consultants (cons_id TEXT PRIMARY KEY, cons_name TEXT, speciality TEXT, on_call INTEGER);
CREATE TABLE Patients (pt_no INTEGER PRIMARY KEY, pt_name TEXT, dob TEXT, sex TEXT, town TEXT, insured TEXT);
CREATE TABLE Admissions (adm_no INTEGER PRIMARY KEY, pt_no INTEGER REFERENCES Patients (pt_no), ward_no INTEGER REFERENCES Wards (ward_no), cons_id TEXT REFERENCES Consultants (cons_id),
    adm_date TEXT, disch_date TEXT, diagnosis TEXT, bill REAL);
CREATE TABLE Shifts (nurse_id TEXT REFERENCES Nurses (nurse_id), shift_date TEXT, shift_kind TEXT, hrs INTEGER, PRIMARY KEY (nurse_id, shift_date));
INSERT INTO Wards VALUES (1,'Maple',1,24,'1101',NULL),(2,'Birch',1,18,'1102',NULL),(3,'Cedar',2,30,'1201',NULL),(4,'Rowan',2,12,'1202',NULL),(5,'Willow',3,16,'1301',NULL),(6,'Hazel',3,20,'1302',NULL);
INSERT INTO Nurses VALUES
 ('N01','Bridget Sloan','RN',1995,3650,1),('N02','Patrick Ames','RN',2012,2900,1),('N03','Yemi Adebayo','LPN',2018,2350,1),('N04','Carla Dietz','RN',2001,3500,2),('N05','Simon Vega','LPN',2015,2450,2),
 ('N06','Tanya Orlov','RN',2020,2650,2),('N07','Meera Joshi','NP',1999,4200,3),('N08','Kevin Platt','RN',2008,3100,3),('N09','Louise Marchand','NP',2005,4050,4),('N10','Dan Whitlock','LPN',2021,2200,3),
 ('N11','Fatou Diallo','RN',2017,2800,4),('N12','Irene Koval','RN',2003,3450,6),('N13','Martin Hess','LPN',2010,2550,6),('N14','Celia Roth','RN',2022,2600,NULL);
UPDATE Wards SET head_nurse = 'N01' WHERE ward_no = 1;
UPDATE Wards SET head_nurse = 'N04' WHERE ward_no = 2;
UPDATE Wards SET head_nurse = 'N07' WHERE ward_no = 3;
UPDATE Wards SET head_nurse = 'N09' WHERE ward_no = 4;
UPDATE Wards SET head_nurse = 'N12' WHERE ward_no = 6;
INSERT INTO Consultants VALUES ('C1','Dr Arthur Penn','cardiology',1),('C2','Dr Lena Fischbach','orthopaedics',0),('C3','Dr Omar Saleh','neurology',1),('C4','Dr Ruth Vickers','cardiology',0),('C5','Dr Jian Wu','geriatrics',1),('C6','Dr Paula Estrada','dermatology',0);
INSERT INTO Patients VALUES
 (301,'Albert Nye','1938-05-11','M','Ashford','T'),(302,'Bonnie Crewe','1971-09-30','F','Ashford','T'),(303,'Carlos Mendes','1985-01-17','M','Elmton','F'),(304,'Dora Pruitt','1946-12-02','F','Wexcombe','T'),
 (305,'Ewan Kerr','1990-07-21','M','Elmton','T'),(306,'Flora Banks','1962-03-08','F','Ashford','F'),(307,'Gus Tillman','1955-10-14','M','Wexcombe','T'),(308,'Hilda Voss','1933-02-25','F','Norby','T'),
 (309,'Ivan Petrenko','1978-08-19','M','Norby','F'),(310,'Jean Laurier','2001-06-06','F','Elmton','T'),(311,'Karl Odum','1967-04-29','M','Ashford','T'),(312,'Lydia Shaw','1949-11-11','F','Ashford','T'),
 (313,'Moses Tendai','1996-01-03','M','Wexcombe','F'),(314,'Nell Hardy','1958-09-09','F','Norby','T');
INSERT INTO Admissions VALUES
 (1,301,1,'C1','2023-01-04','2023-01-15','heart failure',8200),(2,302,3,'C2','2023-01-20','2023-01-24','hip fracture',6400),(3,304,3,'C2','2023-02-02','2023-02-19','hip fracture',11900),
 (4,306,1,'C4','2023-02-11','2023-02-14','angina',2750),(5,307,2,'C3','2023-02-27','2023-03-09','stroke',9800),(6,301,1,'C4','2023-03-15','2023-03-22','arrhythmia',5100),
 (7,308,4,'C5','2023-03-19','2023-04-20','pneumonia',13300),(8,303,3,'C2','2023-04-01','2023-04-03','knee injury',3900),(9,309,2,'C3','2023-04-25','2023-04-28','migraine',1850),
 (10,312,4,'C5','2023-05-06','2023-05-17','pneumonia',7250),(11,304,4,'C5','2023-06-09','2023-06-21','dehydration',4600),(12,310,3,'C2','2023-07-13','2023-07-15','knee injury',4150),
 (13,311,1,'C1','2023-08-08','2023-08-13','angina',3600),(14,307,1,'C1','2023-09-10','2023-09-18','heart failure',7700),(15,314,2,'C3','2023-10-01','2023-10-12','stroke',10400),
 (16,301,4,'C5','2023-11-21','2023-12-05','pneumonia',9050),(17,302,2,'C3','2024-01-16','2024-01-18','migraine',2100),(18,308,4,'C5','2024-02-03','2024-03-01','hip fracture',12750),
 (19,306,1,'C1','2024-04-22',NULL,'heart failure',6900),(20,309,3,'C2','2024-05-30',NULL,'hip fracture',NULL),(21,312,6,'C4','2024-06-12',NULL,'arrhythmia',NULL);
INSERT INTO Shifts VALUES
    ('N11', '2024-06-10', 'evening', 6),
    ('N06', '2024-06-03', 'day', 12),
    ('N01', '2024-06-06', 'day', 12),
    ('N02', '2024-06-06', 'day', 12),
    ('N10', '2024-06-03', 'night', 12),
    ('N04', '2024-06-04', 'day', 8),
    ('N03', '2024-06-09', 'day', 12),
    ('N10', '2024-06-13', 'day', 8),
    ('N05', '2024-06-11', 'day', 12),
    ('N10', '2024-06-02', 'evening', 6),
    ('N05', '2024-06-07', 'evening', 6),
    ('N08', '2024-06-13', 'day', 8),
    ('N01', '2024-06-07', 'day', 8),
    ('N10', '2024-06-14', 'night', 8),
    ('N01', '2024-06-04', 'day', 8),
    ('N03', '2024-06-10', 'day', 8),
    ('N05', '2024-06-14', 'day', 8),
    ('N01', '2024-06-02', 'day', 8),
    ('N01', '2024-06-09', 'day', 8),
    ('N12', '2024-06-09', 'day', 8),
    ('N02', '2024-06-07', 'day', 12),
    ('N02', '2024-06-12', 'day', 8),
    ('N02', '2024-06-01', 'evening', 6),
    ('N03', '2024-06-12', 'evening', 6),
    ('N02', '2024-06-02', 'night', 8),
    ('N04', '2024-06-10', 'day', 12),
    ('N09', '2024-06-14', 'day', 8),
    ('N03', '2024-06-14', 'evening', 6),
    ('N11', '2024-06-04', 'night', 8),
    ('N08', '2024-06-01', 'night', 8),
    ('N05', '2024-06-04', 'night', 8),
    ('N08', '2024-06-14', 'day', 8),
    ('N07', '2024-06-02', 'day', 12),
    ('N10', '2024-06-08', 'evening', 6),
    ('N06', '2024-06-10', 'day', 8),
    ('N06', '2024-06-02', 'night', 12),
    ('N09', '2024-06-03', 'evening', 6),
    ('N04', '2024-06-12', 'evening', 6),
    ('N01', '2024-06-01', 'day', 8),
    ('N03', '2024-06-01', 'day', 8);
