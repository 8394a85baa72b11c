-- A hospital's small database: keys of several forms, a table that refers to itself, two that only
-- join others, names written in two ways, and codes for values.
CREATE TABLE department (
    dept_no INTEGER PRIMARY KEY, dept_name TEXT NOT NULL, floor INTEGER, annual_budget NUMERIC(12, 2));
CREATE TABLE physician (
    physician_id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL,
    specialty TEXT, hired_on DATE, salary NUMERIC(10, 2),
    dept_no INTEGER REFERENCES department (dept_no),
    supervisor_id INTEGER REFERENCES physician (physician_id));
CREATE TABLE patient (
    patient_id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, gender TEXT,
    birth_date DATE, city TEXT, blood_type TEXT, weight_kg REAL);
CREATE TABLE appointment (
    appt_id INTEGER PRIMARY KEY, patient_id INTEGER NOT NULL REFERENCES patient (patient_id),
    physician_id INTEGER NOT NULL REFERENCES physician (physician_id),
    appt_date DATE NOT NULL, duration_minutes INTEGER, status TEXT, fee NUMERIC(8, 2));
CREATE TABLE medication (
    med_id INTEGER PRIMARY KEY, name TEXT NOT NULL, manufacturer TEXT, unit_price NUMERIC(8, 2));
CREATE TABLE prescription (
    appt_id INTEGER NOT NULL REFERENCES appointment (appt_id),
    med_id INTEGER NOT NULL REFERENCES medication (med_id),
    quantity INTEGER NOT NULL, PRIMARY KEY (appt_id, med_id));
CREATE TABLE allergy (
    patient_id INTEGER NOT NULL REFERENCES patient (patient_id),
    med_id INTEGER NOT NULL REFERENCES medication (med_id),
    severity TEXT, PRIMARY KEY (patient_id, med_id));
INSERT INTO department VALUES
    (1, 'Cardiology', 2, 900000), (2, 'Oncology', 3, 1200000), (3, 'Pediatrics', 1, 450000),
    (4, 'Radiology', 1, 600000);
INSERT INTO physician VALUES
    (1, 'Ada', 'Stone', 'cardiologist', '2009-03-01', 210000, 1, NULL),
    (2, 'Ben', 'Marsh', 'cardiologist', '2015-06-15', 165000, 1, 1),
    (3, 'Cleo', 'Hart', 'oncologist', '2012-01-10', 190000, 2, 1),
    (4, 'Dino', 'Vale', 'pediatrician', '2019-09-01', 140000, 3, 3),
    (5, 'Eva', 'Lund', 'oncologist', '2021-02-20', 135000, 2, 3);
INSERT INTO patient VALUES
    (1, 'Frank', 'Ames', 'M', '1961-04-02', 'Leeds', 'A+', 82.5),
    (2, 'Gina', 'Bray', 'F', '1988-11-23', 'York', '0-', 61),
    (3, 'Hugo', 'Cole', 'M', '2015-07-19', 'Leeds', 'B+', 24.2),
    (4, 'Iris', 'Dunn', 'F', '1975-01-30', 'Hull', 'A+', 70.4),
    (5, 'Jack', 'East', 'M', '1999-12-12', 'York', 'AB+', 91),
    (6, 'Kate', 'Ford', 'F', '2001-05-05', 'York', '0-', 58.7);
INSERT INTO appointment VALUES
    (1, 1, 1, '2023-01-09', 30, 'completed', 180), (2, 1, 2, '2023-02-14', 45, 'completed', 150),
    (3, 2, 3, '2023-02-20', 60, 'completed', 240), (4, 3, 4, '2023-03-03', 20, 'cancelled', 0),
    (5, 4, 1, '2023-05-18', 30, 'completed', 180), (6, 4, 3, '2023-06-21', 60, 'completed', 260),
    (7, 5, 2, '2024-01-15', 15, 'no show', 40), (8, 1, 1, '2024-02-02', 30, 'completed', 190),
    (9, 2, 3, '2024-02-28', 45, 'cancelled', 0), (10, 5, 4, '2024-03-11', 25, 'completed', 95);
INSERT INTO medication VALUES
    (1, 'Cardizol', 'Norpharm', 12.5), (2, 'Oncoril', 'Helvex', 310), (3, 'Febrin', 'Norpharm', 4.2),
    (4, 'Dormax', 'Quill Labs', 9.9);
INSERT INTO prescription VALUES
    (1, 1, 30), (2, 1, 60), (3, 2, 4), (5, 1, 30), (5, 3, 10), (6, 2, 6), (8, 3, 20), (10, 3, 12);
INSERT INTO allergy VALUES (1, 3, 'mild'), (2, 1, 'severe'), (2, 3, 'mild'), (6, 2, 'severe');
