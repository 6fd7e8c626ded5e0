--
-- PostgreSQL database dump
--

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'LATIN1';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
SET default_tablespace = '';
SET default_table_access_method = heap;

--
-- Name: grˆﬂe; Type: TABLE; Schema: public; Owner: arianna
--

CREATE TABLE pg_temp."grˆﬂe" (
    id integer NOT NULL,
    "n‰me" text DEFAULT 'ˆ'::text
);


--
-- Name: TABLE "grˆﬂe"; Type: COMMENT; Schema: public; Owner: arianna
--

COMMENT ON TABLE pg_temp."grˆﬂe" IS 'Maﬂ';


CREATE FUNCTION pg_temp."f¸nf"() RETURNS text
    LANGUAGE sql
    AS $Ò$ select 'Òand˙' $Ò$;


CREATE SEQUENCE pg_temp."z‰hler";

--
-- Data for Name: grˆﬂe; Type: TABLE DATA; Schema: public; Owner: arianna
--

COPY pg_temp."grˆﬂe" (id, "n‰me") FROM stdin;
1	È
2	¸\tx
3	\N
\.


INSERT INTO pg_temp."grˆﬂe" VALUES (4, 'naÔve');
INSERT INTO pg_temp."grˆﬂe" ("id", "n‰me") VALUES (5, E'caf\\È');
SELECT pg_catalog.setval('pg_temp."z‰hler"', 1, false);

ALTER TABLE ONLY pg_temp."grˆﬂe"
    ADD CONSTRAINT "grˆﬂe_pkey" PRIMARY KEY (id);

--
-- PostgreSQL database dump complete
--

\encoding
select *, octet_length("n‰me") from pg_temp."grˆﬂe";
select pg_temp."f¸nf"();
\t
\d+ "grˆﬂe"
\t
\sf pg_temp."f¸nf"
drop table pg_temp."grˆﬂe";
drop function pg_temp."f¸nf";
drop sequence pg_temp."z‰hler";
reset search_path;
reset client_encoding;
--
-- PostgreSQL database dump
--

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'SQL_ASCII';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
SET default_tablespace = '';
SET default_table_access_method = heap;

--
-- Name: gr√∂√üe; Type: TABLE; Schema: public; Owner: arianna
--

CREATE TABLE pg_temp."gr√∂√üe" (
    id integer NOT NULL,
    "n√§me" text DEFAULT '√∂'::text
);


--
-- Name: TABLE "gr√∂√üe"; Type: COMMENT; Schema: public; Owner: arianna
--

COMMENT ON TABLE pg_temp."gr√∂√üe" IS 'Ma√ü';


CREATE FUNCTION pg_temp."f√ºnf"() RETURNS text
    LANGUAGE sql
    AS $√±$ select '√±and√∫' $√±$;


CREATE SEQUENCE pg_temp."z√§hler";

--
-- Data for Name: gr√∂√üe; Type: TABLE DATA; Schema: public; Owner: arianna
--

COPY pg_temp."gr√∂√üe" (id, "n√§me") FROM stdin;
1	√©
2	√º\tx
3	\N
\.


INSERT INTO pg_temp."gr√∂√üe" VALUES (4, 'na√Øve');
INSERT INTO pg_temp."gr√∂√üe" ("id", "n√§me") VALUES (5, E'caf\\√©');
SELECT pg_catalog.setval('pg_temp."z√§hler"', 1, false);

ALTER TABLE ONLY pg_temp."gr√∂√üe"
    ADD CONSTRAINT "gr√∂√üe_pkey" PRIMARY KEY (id);

--
-- PostgreSQL database dump complete
--

\encoding
select *, octet_length("n√§me") from pg_temp."gr√∂√üe";
select pg_temp."f√ºnf"();
\t
\d+ "gr√∂√üe"
\t
\sf pg_temp."f√ºnf"
drop table pg_temp."gr√∂√üe";
drop function pg_temp."f√ºnf";
drop sequence pg_temp."z√§hler";
reset search_path;
reset client_encoding;
