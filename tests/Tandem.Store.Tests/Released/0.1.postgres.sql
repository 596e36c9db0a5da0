SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public."__EFMigrationsHistory" (
    "MigrationId" character varying(150) NOT NULL,
    "ProductVersion" character varying(32) NOT NULL
);
CREATE TABLE public.import_file (
    relationship_id uuid NOT NULL,
    side integer NOT NULL,
    run integer NOT NULL,
    file_number integer NOT NULL,
    path text NOT NULL,
    bytes bigint NOT NULL,
    modified_at_ticks bigint NOT NULL
);
CREATE TABLE public.import_run (
    relationship_id uuid NOT NULL,
    side integer NOT NULL,
    run integer NOT NULL,
    state integer NOT NULL,
    started_at bigint NOT NULL,
    finished_at bigint,
    keep_bodies boolean NOT NULL,
    position_file integer NOT NULL,
    position_offset bigint NOT NULL,
    seen integer NOT NULL,
    added integer NOT NULL
);
CREATE TABLE public.mail_address (
    relationship_id uuid NOT NULL,
    side integer NOT NULL,
    address_number integer NOT NULL,
    address_key bigint NOT NULL,
    address text NOT NULL
);
CREATE TABLE public.mail_body (
    relationship_id uuid NOT NULL,
    side integer NOT NULL,
    body_key bigint NOT NULL,
    text text NOT NULL
);
CREATE TABLE public.mail_evidence (
    relationship_id uuid NOT NULL,
    side integer NOT NULL,
    salt bigint NOT NULL,
    version bigint NOT NULL
);
CREATE TABLE public.mail_file (
    relationship_id uuid NOT NULL,
    side integer NOT NULL,
    run integer NOT NULL,
    file_number integer NOT NULL,
    name text NOT NULL
);
CREATE TABLE public.mail_message (
    relationship_id uuid NOT NULL,
    side integer NOT NULL,
    run integer NOT NULL,
    place integer NOT NULL,
    message_key bigint NOT NULL,
    file_number integer NOT NULL,
    byte_offset bigint NOT NULL,
    content_key bigint NOT NULL,
    sent_at bigint,
    author integer,
    traits integer NOT NULL,
    recipients bytea NOT NULL,
    links bytea NOT NULL,
    message_id text,
    subject text,
    body_key bigint
);
CREATE TABLE public.mail_naming (
    relationship_id uuid NOT NULL,
    side integer NOT NULL,
    run integer NOT NULL,
    place integer NOT NULL,
    address_number integer NOT NULL,
    marks smallint NOT NULL,
    name text
);
CREATE TABLE public.mail_sighting (
    relationship_id uuid NOT NULL,
    side integer NOT NULL,
    run integer NOT NULL,
    message_key bigint NOT NULL,
    place integer NOT NULL,
    file_number integer NOT NULL,
    byte_offset bigint NOT NULL,
    content_key bigint,
    sent_at bigint,
    author integer,
    traits integer,
    recipients bytea,
    links bytea,
    message_id text,
    subject text,
    body_key bigint
);
CREATE TABLE public.organization (
    organization_id uuid NOT NULL,
    name text NOT NULL,
    is_owner boolean NOT NULL,
    everyone boolean NOT NULL,
    zone text,
    hours text
);
CREATE TABLE public.organization_address (
    address text NOT NULL,
    organization_id uuid NOT NULL,
    place integer NOT NULL
);
CREATE TABLE public.organization_domain (
    domain text NOT NULL,
    organization_id uuid NOT NULL,
    place integer NOT NULL
);
CREATE TABLE public.relationship (
    relationship_id uuid NOT NULL,
    side_a_id uuid NOT NULL,
    side_b_id uuid NOT NULL,
    as_of bigint
);
INSERT INTO public."__EFMigrationsHistory" VALUES ('20261122111804_Initial', '10.0.14');
INSERT INTO public.import_file VALUES ('7c74ab0f-e1a6-8c43-84e7-feaef4724cdf', 0, 1, 0, 'march.mbox', 1852, 639309535445814534);
INSERT INTO public.import_file VALUES ('7c74ab0f-e1a6-8c43-84e7-feaef4724cdf', 0, 2, 0, 'more.mbox', 1536, 639309535445815167);
INSERT INTO public.import_file VALUES ('7c74ab0f-e1a6-8c43-84e7-feaef4724cdf', 0, 3, 0, 'mistake.mbox', 316, 639309535445815721);
INSERT INTO public.import_file VALUES ('7c16edb8-36f2-8269-83f5-bd3e5f33c011', 0, 1, 0, 'march.mbox', 1852, 639309535445814534);
INSERT INTO public.import_run VALUES ('7c74ab0f-e1a6-8c43-84e7-feaef4724cdf', 0, 1, 1, 1795356819505, 1795356819702, true, 1, 0, 4, 4);
INSERT INTO public.import_run VALUES ('7c74ab0f-e1a6-8c43-84e7-feaef4724cdf', 0, 2, 1, 1795356821119, 1795356821319, false, 1, 0, 4, 2);
INSERT INTO public.import_run VALUES ('7c74ab0f-e1a6-8c43-84e7-feaef4724cdf', 0, 3, 2, 1795356822686, 1795356822912, false, 1, 0, 1, 1);
INSERT INTO public.import_run VALUES ('7c16edb8-36f2-8269-83f5-bd3e5f33c011', 0, 1, 1, 1795356825643, 1795356825833, false, 1, 0, 1, 1);
INSERT INTO public.mail_address VALUES ('7c74ab0f-e1a6-8c43-84e7-feaef4724cdf', 0, 0, 1271496653015576977, 'bo@theirs.example');
INSERT INTO public.mail_address VALUES ('7c74ab0f-e1a6-8c43-84e7-feaef4724cdf', 0, 1, -4632140406800993537, 'anna@ours.example');
INSERT INTO public.mail_address VALUES ('7c74ab0f-e1a6-8c43-84e7-feaef4724cdf', 0, 2, 6658776450738031159, 'eve@theirs.example');
INSERT INTO public.mail_address VALUES ('7c16edb8-36f2-8269-83f5-bd3e5f33c011', 0, 0, 1780387787086749861, 'solo@free.example');
INSERT INTO public.mail_address VALUES ('7c16edb8-36f2-8269-83f5-bd3e5f33c011', 0, 1, -8053620928670697057, 'anna@ours.example');
INSERT INTO public.mail_body VALUES ('7c74ab0f-e1a6-8c43-84e7-feaef4724cdf', 0, -643670196972782717, 'Kan du svara senast fredag?
');
INSERT INTO public.mail_body VALUES ('7c74ab0f-e1a6-8c43-84e7-feaef4724cdf', 0, -4691607994243429249, 'Ja, det går bra.
');
INSERT INTO public.mail_body VALUES ('7c74ab0f-e1a6-8c43-84e7-feaef4724cdf', 0, 2711014589968878069, 'Could you send the figures?
');
INSERT INTO public.mail_body VALUES ('7c74ab0f-e1a6-8c43-84e7-feaef4724cdf', 0, 3189466774043464041, 'Voilà les chiffres.
');
INSERT INTO public.mail_evidence VALUES ('7c74ab0f-e1a6-8c43-84e7-feaef4724cdf', 1, 2731178927549027031, 2);
INSERT INTO public.mail_evidence VALUES ('7c74ab0f-e1a6-8c43-84e7-feaef4724cdf', 0, 4860673220860267776, 6);
INSERT INTO public.mail_evidence VALUES ('7c16edb8-36f2-8269-83f5-bd3e5f33c011', 1, 4329038795718658984, 1);
INSERT INTO public.mail_evidence VALUES ('7c16edb8-36f2-8269-83f5-bd3e5f33c011', 0, 2341456516170171660, 2);
INSERT INTO public.mail_file VALUES ('7c74ab0f-e1a6-8c43-84e7-feaef4724cdf', 0, 1, 0, 'march.mbox');
INSERT INTO public.mail_file VALUES ('7c74ab0f-e1a6-8c43-84e7-feaef4724cdf', 0, 2, 0, 'more.mbox');
INSERT INTO public.mail_file VALUES ('7c16edb8-36f2-8269-83f5-bd3e5f33c011', 0, 1, 0, 'march.mbox');
INSERT INTO public.mail_message VALUES ('7c74ab0f-e1a6-8c43-84e7-feaef4724cdf', 0, 1, 0, 7990387161244310517, 0, 0, -8254259928639737885, 1772442000, 1, 600, '\x0100', '\x', 'one@made.example', 'Förslag till pilot', -643670196972782717);
INSERT INTO public.mail_message VALUES ('7c74ab0f-e1a6-8c43-84e7-feaef4724cdf', 0, 1, 1, -3358898202133934101, 0, 343, 6994950493599131231, 1772458200, 0, 520, '\x0101', '\x0100f51bcfcbc98ee36ef51bcfcbc98ee36e', 'two@made.example', 'Re: Förslag till pilot', -4691607994243429249);
INSERT INTO public.mail_message VALUES ('7c74ab0f-e1a6-8c43-84e7-feaef4724cdf', 0, 1, 2, -9012685530668096905, 0, 745, -3182952106479159829, 1772612100, 1, 600, '\x010002', '\x', 'three@made.example', 'Pilot: next step', 2711014589968878069);
INSERT INTO public.mail_message VALUES ('7c74ab0f-e1a6-8c43-84e7-feaef4724cdf', 0, 1, 3, 4946632075869486871, 0, 1120, -5250503848881371665, 1772704800, 2, 520, '\x0101', '\x010077a239d84282ec8277a239d84282ec82', 'four@made.example', 'Re: Pilot: next step', 3189466774043464041);
INSERT INTO public.mail_message VALUES ('7c74ab0f-e1a6-8c43-84e7-feaef4724cdf', 0, 2, 2, 8837581810366963545, 0, 815, 8108788025976190841, 1773039600, 0, 600, '\x0101', '\x', 'six@made.example', 'Invoice 你好', NULL);
INSERT INTO public.mail_message VALUES ('7c74ab0f-e1a6-8c43-84e7-feaef4724cdf', 0, 2, 3, 681690261705312855, 0, 1145, 1338732701315528937, 1773072000, 1, 520, '\x0100', '\x0100595f6040d565a57a595f6040d565a57a', 'seven@made.example', 'Re: Invoice 你好', NULL);
INSERT INTO public.mail_message VALUES ('7c16edb8-36f2-8269-83f5-bd3e5f33c011', 0, 1, 0, -2466751645464568627, 0, 1533, 2363729800986482957, 1772791200, 1, 600, '\x0100', '\x', 'five@made.example', 'Hello', NULL);
INSERT INTO public.mail_naming VALUES ('7c74ab0f-e1a6-8c43-84e7-feaef4724cdf', 0, 1, 0, 0, 19, 'Bo Ek');
INSERT INTO public.mail_naming VALUES ('7c74ab0f-e1a6-8c43-84e7-feaef4724cdf', 0, 1, 1, 1, 19, 'Anna Lind');
INSERT INTO public.mail_naming VALUES ('7c74ab0f-e1a6-8c43-84e7-feaef4724cdf', 0, 1, 2, 2, 21, 'Ève Roux');
INSERT INTO public.mail_naming VALUES ('7c74ab0f-e1a6-8c43-84e7-feaef4724cdf', 0, 2, 0, 1, 19, 'Anna Lind');
INSERT INTO public.mail_naming VALUES ('7c74ab0f-e1a6-8c43-84e7-feaef4724cdf', 0, 2, 1, 0, 19, 'Bo Ek');
INSERT INTO public.mail_naming VALUES ('7c74ab0f-e1a6-8c43-84e7-feaef4724cdf', 0, 2, 2, 2, 17, 'Ève Roux');
INSERT INTO public.mail_naming VALUES ('7c16edb8-36f2-8269-83f5-bd3e5f33c011', 0, 1, 0, 0, 2, 'Solo');
INSERT INTO public.mail_naming VALUES ('7c16edb8-36f2-8269-83f5-bd3e5f33c011', 0, 1, 1, 1, 19, 'Anna Lind');
INSERT INTO public.mail_sighting VALUES ('7c74ab0f-e1a6-8c43-84e7-feaef4724cdf', 0, 2, -3358898202133934101, 0, 0, 0, -4306186830946300233, 1772458200, 0, 520, '\x0101', '\x0100f51bcfcbc98ee36ef51bcfcbc98ee36e', 'two@made.example', 'Re: Förslag till pilot', NULL);
INSERT INTO public.mail_sighting VALUES ('7c74ab0f-e1a6-8c43-84e7-feaef4724cdf', 0, 2, 4946632075869486871, 1, 0, 402, 1471739857417533319, 1772704800, 2, 520, '\x0101', '\x010077a239d84282ec8277a239d84282ec82', 'four@made.example', 'Re: Pilot: next step', NULL);
INSERT INTO public.organization VALUES ('6758753b-a9b0-4bc2-985d-38357c50edd3', 'Theirs', false, false, 'UTC', 'mon-fri 09:00-17:00');
INSERT INTO public.organization VALUES ('6a0e0564-8e14-4be6-b1f6-a22de6c38ac0', 'Ours', true, false, 'Europe/Stockholm', 'mon-fri 09:00-17:00');
INSERT INTO public.organization VALUES ('d388af47-33d5-40bc-aea0-d8a555167310', 'Solo', false, false, NULL, NULL);
INSERT INTO public.organization_address VALUES ('bo@free.example', '6758753b-a9b0-4bc2-985d-38357c50edd3', 0);
INSERT INTO public.organization_address VALUES ('solo@free.example', 'd388af47-33d5-40bc-aea0-d8a555167310', 0);
INSERT INTO public.organization_domain VALUES ('ours.example', '6a0e0564-8e14-4be6-b1f6-a22de6c38ac0', 0);
INSERT INTO public.organization_domain VALUES ('theirs.example', '6758753b-a9b0-4bc2-985d-38357c50edd3', 0);
INSERT INTO public.relationship VALUES ('7c74ab0f-e1a6-8c43-84e7-feaef4724cdf', '6a0e0564-8e14-4be6-b1f6-a22de6c38ac0', '6758753b-a9b0-4bc2-985d-38357c50edd3', NULL);
INSERT INTO public.relationship VALUES ('7c16edb8-36f2-8269-83f5-bd3e5f33c011', '6a0e0564-8e14-4be6-b1f6-a22de6c38ac0', 'd388af47-33d5-40bc-aea0-d8a555167310', NULL);
ALTER TABLE ONLY public."__EFMigrationsHistory"
    ADD CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY ("MigrationId");
ALTER TABLE ONLY public.mail_message
    ADD CONSTRAINT ak_mail_message_message_key UNIQUE (relationship_id, side, message_key);
ALTER TABLE ONLY public.import_file
    ADD CONSTRAINT pk_import_file PRIMARY KEY (relationship_id, side, run, file_number);
ALTER TABLE ONLY public.import_run
    ADD CONSTRAINT pk_import_run PRIMARY KEY (relationship_id, side, run);
ALTER TABLE ONLY public.mail_address
    ADD CONSTRAINT pk_mail_address PRIMARY KEY (relationship_id, side, address_number);
ALTER TABLE ONLY public.mail_body
    ADD CONSTRAINT pk_mail_body PRIMARY KEY (relationship_id, side, body_key);
ALTER TABLE ONLY public.mail_evidence
    ADD CONSTRAINT pk_mail_evidence PRIMARY KEY (relationship_id, side);
ALTER TABLE ONLY public.mail_file
    ADD CONSTRAINT pk_mail_file PRIMARY KEY (relationship_id, side, run, file_number);
ALTER TABLE ONLY public.mail_message
    ADD CONSTRAINT pk_mail_message PRIMARY KEY (relationship_id, side, run, place);
ALTER TABLE ONLY public.mail_naming
    ADD CONSTRAINT pk_mail_naming PRIMARY KEY (relationship_id, side, run, place);
ALTER TABLE ONLY public.mail_sighting
    ADD CONSTRAINT pk_mail_sighting PRIMARY KEY (relationship_id, side, run, message_key);
ALTER TABLE ONLY public.organization
    ADD CONSTRAINT pk_organization PRIMARY KEY (organization_id);
ALTER TABLE ONLY public.organization_address
    ADD CONSTRAINT pk_organization_address PRIMARY KEY (address);
ALTER TABLE ONLY public.organization_domain
    ADD CONSTRAINT pk_organization_domain PRIMARY KEY (domain);
ALTER TABLE ONLY public.relationship
    ADD CONSTRAINT pk_relationship PRIMARY KEY (relationship_id);
CREATE UNIQUE INDEX ix_mail_address_address_key ON public.mail_address USING btree (relationship_id, side, address_key);
CREATE INDEX ix_mail_naming_address_number ON public.mail_naming USING btree (relationship_id, side, address_number);
CREATE INDEX ix_mail_sighting_message_key ON public.mail_sighting USING btree (relationship_id, side, message_key);
CREATE INDEX ix_organization_address_organization_id ON public.organization_address USING btree (organization_id);
CREATE INDEX ix_organization_domain_organization_id ON public.organization_domain USING btree (organization_id);
CREATE INDEX ix_relationship_side_a_id ON public.relationship USING btree (side_a_id);
CREATE INDEX ix_relationship_side_b_id ON public.relationship USING btree (side_b_id);
ALTER TABLE ONLY public.import_file
    ADD CONSTRAINT fk_import_file_import_run_run FOREIGN KEY (relationship_id, side, run) REFERENCES public.import_run(relationship_id, side, run) ON DELETE RESTRICT;
ALTER TABLE ONLY public.import_run
    ADD CONSTRAINT fk_import_run_mail_evidence FOREIGN KEY (relationship_id, side) REFERENCES public.mail_evidence(relationship_id, side) ON DELETE RESTRICT;
ALTER TABLE ONLY public.mail_address
    ADD CONSTRAINT fk_mail_address_mail_evidence FOREIGN KEY (relationship_id, side) REFERENCES public.mail_evidence(relationship_id, side) ON DELETE RESTRICT;
ALTER TABLE ONLY public.mail_body
    ADD CONSTRAINT fk_mail_body_mail_evidence FOREIGN KEY (relationship_id, side) REFERENCES public.mail_evidence(relationship_id, side) ON DELETE RESTRICT;
ALTER TABLE ONLY public.mail_evidence
    ADD CONSTRAINT fk_mail_evidence_relationship FOREIGN KEY (relationship_id) REFERENCES public.relationship(relationship_id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.mail_file
    ADD CONSTRAINT fk_mail_file_import_run_run FOREIGN KEY (relationship_id, side, run) REFERENCES public.import_run(relationship_id, side, run) ON DELETE RESTRICT;
ALTER TABLE ONLY public.mail_message
    ADD CONSTRAINT fk_mail_message_import_run_run FOREIGN KEY (relationship_id, side, run) REFERENCES public.import_run(relationship_id, side, run) ON DELETE RESTRICT;
ALTER TABLE ONLY public.mail_naming
    ADD CONSTRAINT fk_mail_naming_import_run_run FOREIGN KEY (relationship_id, side, run) REFERENCES public.import_run(relationship_id, side, run) ON DELETE RESTRICT;
ALTER TABLE ONLY public.mail_naming
    ADD CONSTRAINT fk_mail_naming_mail_address_address_number FOREIGN KEY (relationship_id, side, address_number) REFERENCES public.mail_address(relationship_id, side, address_number) ON DELETE RESTRICT;
ALTER TABLE ONLY public.mail_sighting
    ADD CONSTRAINT fk_mail_sighting_import_run_run FOREIGN KEY (relationship_id, side, run) REFERENCES public.import_run(relationship_id, side, run) ON DELETE RESTRICT;
ALTER TABLE ONLY public.mail_sighting
    ADD CONSTRAINT fk_mail_sighting_mail_message_message_key FOREIGN KEY (relationship_id, side, message_key) REFERENCES public.mail_message(relationship_id, side, message_key) ON DELETE RESTRICT;
ALTER TABLE ONLY public.organization_address
    ADD CONSTRAINT fk_organization_address_organization_organization_id FOREIGN KEY (organization_id) REFERENCES public.organization(organization_id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.organization_domain
    ADD CONSTRAINT fk_organization_domain_organization_organization_id FOREIGN KEY (organization_id) REFERENCES public.organization(organization_id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.relationship
    ADD CONSTRAINT fk_relationship_organization_side_a_id FOREIGN KEY (side_a_id) REFERENCES public.organization(organization_id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.relationship
    ADD CONSTRAINT fk_relationship_organization_side_b_id FOREIGN KEY (side_b_id) REFERENCES public.organization(organization_id) ON DELETE RESTRICT;
