-- A small company: who banks with it, their accounts, and what went from one to the other.
SET ROLE postgres;

CREATE TABLE customers (
    id      integer PRIMARY KEY,
    name    text NOT NULL,
    country text NOT NULL,
    since   date NOT NULL
);

CREATE TABLE accounts (
    id       integer PRIMARY KEY,
    customer integer NOT NULL REFERENCES customers,
    iban     text NOT NULL UNIQUE,
    currency text NOT NULL,
    balance  numeric(14, 2) NOT NULL
);

CREATE TABLE transfers (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sender   integer NOT NULL REFERENCES accounts,
    receiver integer NOT NULL REFERENCES accounts,
    amount   numeric(14, 2) NOT NULL CHECK (amount > 0),
    booked   timestamptz NOT NULL,
    note     text
);

INSERT INTO customers VALUES
    (1, 'Alder & Sons', 'IE', '2019-03-01'),
    (2, 'Birch Bakery', 'FR', '2020-07-15'),
    (3, 'Cedar Cycles', 'IT', '2021-01-20'),
    (4, 'Dogwood Design', 'DE', '2022-11-05'),
    (5, 'Elm Élan', 'ES', '2024-05-30');

INSERT INTO accounts VALUES
    (10, 1, 'XX00 SAND 0000 0010', 'EUR', 10250.00),
    (20, 2, 'XX00 SAND 0000 0020', 'EUR', 830.40),
    (30, 3, 'XX00 SAND 0000 0030', 'EUR', 5120.15),
    (31, 3, 'XX00 SAND 0000 0031', 'USD', 99.99),
    (40, 4, 'XX00 SAND 0000 0040', 'EUR', 0.00),
    (50, 5, 'XX00 SAND 0000 0050', 'EUR', 73000.00);

INSERT INTO transfers (sender, receiver, amount, booked, note) VALUES
    (10, 20, 120.00, '2026-01-05 09:00:00Z', 'bread'),
    (50, 10, 2500.00, '2026-02-11 14:30:00Z', 'timber'),
    (30, 31, 40.00, '2026-02-12 08:15:00Z', NULL),
    (20, 40, 300.50, '2026-03-01 17:45:00Z', 'new sign'),
    (40, 30, 75.25, '2026-03-02 10:05:00Z', 'courier'),
    (10, 50, 19.99, '2026-03-20 12:00:00Z', 'returned');

RESET ROLE;

CREATE ROLE company_read NOLOGIN;
CREATE ROLE company_write NOLOGIN IN ROLE company_read;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO company_read;
GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO company_write;

-- Where people may try things, with tables of their own.
CREATE SCHEMA scratch AUTHORIZATION postgres;
GRANT USAGE, CREATE ON SCHEMA scratch TO company_write;

-- Who brings people in: with a token as everybody, and with the right to pass on what people need. Only an owner lets others
-- into tables, and only who may signal ends the sessions of those who leave: the master user owns them, and may.
CREATE ROLE helpdesk LOGIN CREATEROLE;
GRANT postgres TO helpdesk;
GRANT rds_iam, company_read, company_write TO helpdesk WITH ADMIN OPTION;
