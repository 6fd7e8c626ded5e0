-- The roles that RDS for PostgreSQL has from the start, as far as somebody who logs in can tell them apart.
CREATE ROLE rds_iam NOLOGIN;
CREATE ROLE rds_password NOLOGIN;
CREATE ROLE rds_superuser NOLOGIN;
GRANT pg_monitor, pg_signal_backend, pg_checkpoint TO rds_superuser WITH ADMIN OPTION;

-- The master user. It has no part in rds_iam, or it could not log in with a password any more.
CREATE ROLE postgres LOGIN CREATEDB CREATEROLE IN ROLE rds_superuser;
GRANT rds_password TO postgres WITH ADMIN OPTION;
