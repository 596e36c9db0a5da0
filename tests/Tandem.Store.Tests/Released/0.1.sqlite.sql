BEGIN TRANSACTION;
CREATE TABLE "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);
INSERT INTO "__EFMigrationsHistory" VALUES('20261122111804_Initial','10.0.14');
CREATE TABLE "import_file" (
    "relationship_id" BLOB NOT NULL,
    "side" INTEGER NOT NULL,
    "run" INTEGER NOT NULL,
    "file_number" INTEGER NOT NULL,
    "path" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "modified_at_ticks" INTEGER NOT NULL,
    CONSTRAINT "pk_import_file" PRIMARY KEY ("relationship_id", "side", "run", "file_number"),
    CONSTRAINT "fk_import_file_import_run_run" FOREIGN KEY ("relationship_id", "side", "run") REFERENCES "import_run" ("relationship_id", "side", "run") ON DELETE RESTRICT
);
INSERT INTO "import_file" VALUES(X'6572BA6ACAAE8014A92A2902C79D70B2',0,1,0,'march.mbox',1852,639309535445814534);
INSERT INTO "import_file" VALUES(X'6572BA6ACAAE8014A92A2902C79D70B2',0,2,0,'more.mbox',1536,639309535445815167);
INSERT INTO "import_file" VALUES(X'6572BA6ACAAE8014A92A2902C79D70B2',0,3,0,'mistake.mbox',316,639309535445815721);
INSERT INTO "import_file" VALUES(X'27BF96BBF3E3802D82712791E5ADA2BB',0,1,0,'march.mbox',1852,639309535445814534);
CREATE TABLE "import_run" (
    "relationship_id" BLOB NOT NULL,
    "side" INTEGER NOT NULL,
    "run" INTEGER NOT NULL,
    "state" INTEGER NOT NULL,
    "started_at" INTEGER NOT NULL,
    "finished_at" INTEGER NULL,
    "keep_bodies" INTEGER NOT NULL,
    "position_file" INTEGER NOT NULL,
    "position_offset" INTEGER NOT NULL,
    "seen" INTEGER NOT NULL,
    "added" INTEGER NOT NULL,
    CONSTRAINT "pk_import_run" PRIMARY KEY ("relationship_id", "side", "run"),
    CONSTRAINT "fk_import_run_mail_evidence" FOREIGN KEY ("relationship_id", "side") REFERENCES "mail_evidence" ("relationship_id", "side") ON DELETE RESTRICT
);
INSERT INTO "import_run" VALUES(X'6572BA6ACAAE8014A92A2902C79D70B2',0,1,1,1795356811119,1795356811281,1,1,0,4,4);
INSERT INTO "import_run" VALUES(X'6572BA6ACAAE8014A92A2902C79D70B2',0,2,1,1795356812523,1795356812695,0,1,0,4,2);
INSERT INTO "import_run" VALUES(X'6572BA6ACAAE8014A92A2902C79D70B2',0,3,2,1795356813812,1795356814015,0,1,0,1,1);
INSERT INTO "import_run" VALUES(X'27BF96BBF3E3802D82712791E5ADA2BB',0,1,1,1795356816507,1795356816673,0,1,0,1,1);
CREATE TABLE "mail_address" (
    "relationship_id" BLOB NOT NULL,
    "side" INTEGER NOT NULL,
    "address_number" INTEGER NOT NULL,
    "address_key" INTEGER NOT NULL,
    "address" TEXT NOT NULL,
    CONSTRAINT "pk_mail_address" PRIMARY KEY ("relationship_id", "side", "address_number"),
    CONSTRAINT "fk_mail_address_mail_evidence" FOREIGN KEY ("relationship_id", "side") REFERENCES "mail_evidence" ("relationship_id", "side") ON DELETE RESTRICT
);
INSERT INTO "mail_address" VALUES(X'6572BA6ACAAE8014A92A2902C79D70B2',0,0,-2271352874037057333,'bo@theirs.example');
INSERT INTO "mail_address" VALUES(X'6572BA6ACAAE8014A92A2902C79D70B2',0,1,-3411722058202678045,'anna@ours.example');
INSERT INTO "mail_address" VALUES(X'6572BA6ACAAE8014A92A2902C79D70B2',0,2,-1040103454357565449,'eve@theirs.example');
INSERT INTO "mail_address" VALUES(X'27BF96BBF3E3802D82712791E5ADA2BB',0,0,1864958342329519711,'solo@free.example');
INSERT INTO "mail_address" VALUES(X'27BF96BBF3E3802D82712791E5ADA2BB',0,1,-5420384385686431789,'anna@ours.example');
CREATE TABLE "mail_body" (
    "relationship_id" BLOB NOT NULL,
    "side" INTEGER NOT NULL,
    "body_key" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    CONSTRAINT "pk_mail_body" PRIMARY KEY ("relationship_id", "side", "body_key"),
    CONSTRAINT "fk_mail_body_mail_evidence" FOREIGN KEY ("relationship_id", "side") REFERENCES "mail_evidence" ("relationship_id", "side") ON DELETE RESTRICT
);
INSERT INTO "mail_body" VALUES(X'6572BA6ACAAE8014A92A2902C79D70B2',0,1629782137174579625,'Ja, det går bra.

');
INSERT INTO "mail_body" VALUES(X'6572BA6ACAAE8014A92A2902C79D70B2',0,1995647426757256709,'Voilà les chiffres.

');
INSERT INTO "mail_body" VALUES(X'6572BA6ACAAE8014A92A2902C79D70B2',0,2122131506181313373,'Kan du svara senast fredag?

');
INSERT INTO "mail_body" VALUES(X'6572BA6ACAAE8014A92A2902C79D70B2',0,7599317086805045955,'Could you send the figures?

');
CREATE TABLE "mail_evidence" (
    "relationship_id" BLOB NOT NULL,
    "side" INTEGER NOT NULL,
    "salt" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_mail_evidence" PRIMARY KEY ("relationship_id", "side"),
    CONSTRAINT "fk_mail_evidence_relationship" FOREIGN KEY ("relationship_id") REFERENCES "relationship" ("relationship_id") ON DELETE RESTRICT
);
INSERT INTO "mail_evidence" VALUES(X'6572BA6ACAAE8014A92A2902C79D70B2',0,2337977730867246478,6);
INSERT INTO "mail_evidence" VALUES(X'6572BA6ACAAE8014A92A2902C79D70B2',1,-903752840268305589,2);
INSERT INTO "mail_evidence" VALUES(X'27BF96BBF3E3802D82712791E5ADA2BB',0,5937600577764494057,2);
INSERT INTO "mail_evidence" VALUES(X'27BF96BBF3E3802D82712791E5ADA2BB',1,7923923978268965083,1);
CREATE TABLE "mail_file" (
    "relationship_id" BLOB NOT NULL,
    "side" INTEGER NOT NULL,
    "run" INTEGER NOT NULL,
    "file_number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    CONSTRAINT "pk_mail_file" PRIMARY KEY ("relationship_id", "side", "run", "file_number"),
    CONSTRAINT "fk_mail_file_import_run_run" FOREIGN KEY ("relationship_id", "side", "run") REFERENCES "import_run" ("relationship_id", "side", "run") ON DELETE RESTRICT
);
INSERT INTO "mail_file" VALUES(X'6572BA6ACAAE8014A92A2902C79D70B2',0,1,0,'march.mbox');
INSERT INTO "mail_file" VALUES(X'6572BA6ACAAE8014A92A2902C79D70B2',0,2,0,'more.mbox');
INSERT INTO "mail_file" VALUES(X'27BF96BBF3E3802D82712791E5ADA2BB',0,1,0,'march.mbox');
CREATE TABLE "mail_message" (
    "relationship_id" BLOB NOT NULL,
    "side" INTEGER NOT NULL,
    "run" INTEGER NOT NULL,
    "place" INTEGER NOT NULL,
    "message_key" INTEGER NOT NULL,
    "file_number" INTEGER NOT NULL,
    "byte_offset" INTEGER NOT NULL,
    "content_key" INTEGER NOT NULL,
    "sent_at" INTEGER NULL,
    "author" INTEGER NULL,
    "traits" INTEGER NOT NULL,
    "recipients" BLOB NOT NULL,
    "links" BLOB NOT NULL,
    "message_id" TEXT NULL,
    "subject" TEXT NULL,
    "body_key" INTEGER NULL,
    CONSTRAINT "pk_mail_message" PRIMARY KEY ("relationship_id", "side", "run", "place"),
    CONSTRAINT "ak_mail_message_message_key" UNIQUE ("relationship_id", "side", "message_key"),
    CONSTRAINT "fk_mail_message_import_run_run" FOREIGN KEY ("relationship_id", "side", "run") REFERENCES "import_run" ("relationship_id", "side", "run") ON DELETE RESTRICT
);
INSERT INTO "mail_message" VALUES(X'6572BA6ACAAE8014A92A2902C79D70B2',0,1,1,-3452183318859172851,0,343,-6089075500776445227,1772458200,0,520,X'0101',X'01008D6EAD929EE6D41F8D6EAD929EE6D41F','two@made.example','Re: Förslag till pilot',1629782137174579625);
INSERT INTO "mail_message" VALUES(X'6572BA6ACAAE8014A92A2902C79D70B2',0,1,3,-2646833537553526289,0,1120,595763035922311351,1772704800,2,520,X'0101',X'0100752FF964BD734D29752FF964BD734D29','four@made.example','Re: Pilot: next step',1995647426757256709);
INSERT INTO "mail_message" VALUES(X'6572BA6ACAAE8014A92A2902C79D70B2',0,1,0,2293711678978485901,0,0,6753805416937862061,1772442000,1,600,X'0100',X'','one@made.example','Förslag till pilot',2122131506181313373);
INSERT INTO "mail_message" VALUES(X'6572BA6ACAAE8014A92A2902C79D70B2',0,1,2,2976162186041831285,0,745,-2080555966478477485,1772612100,1,600,X'010002',X'','three@made.example','Pilot: next step',7599317086805045955);
INSERT INTO "mail_message" VALUES(X'6572BA6ACAAE8014A92A2902C79D70B2',0,2,2,-8426104167093094939,0,815,3930461951929724175,1773039600,0,600,X'0101',X'','six@made.example','Invoice 你好',NULL);
INSERT INTO "mail_message" VALUES(X'6572BA6ACAAE8014A92A2902C79D70B2',0,2,3,-2222123519197751911,0,1145,-1401367155318888403,1773072000,1,520,X'0100',X'0100E535FA47E776108BE535FA47E776108B','seven@made.example','Re: Invoice 你好',NULL);
INSERT INTO "mail_message" VALUES(X'27BF96BBF3E3802D82712791E5ADA2BB',0,1,0,4426378099244127309,0,1533,-7977153566013706249,1772791200,1,600,X'0100',X'','five@made.example','Hello',NULL);
CREATE TABLE "mail_naming" (
    "relationship_id" BLOB NOT NULL,
    "side" INTEGER NOT NULL,
    "run" INTEGER NOT NULL,
    "place" INTEGER NOT NULL,
    "address_number" INTEGER NOT NULL,
    "marks" INTEGER NOT NULL,
    "name" TEXT NULL,
    CONSTRAINT "pk_mail_naming" PRIMARY KEY ("relationship_id", "side", "run", "place"),
    CONSTRAINT "fk_mail_naming_import_run_run" FOREIGN KEY ("relationship_id", "side", "run") REFERENCES "import_run" ("relationship_id", "side", "run") ON DELETE RESTRICT,
    CONSTRAINT "fk_mail_naming_mail_address_address_number" FOREIGN KEY ("relationship_id", "side", "address_number") REFERENCES "mail_address" ("relationship_id", "side", "address_number") ON DELETE RESTRICT
);
INSERT INTO "mail_naming" VALUES(X'6572BA6ACAAE8014A92A2902C79D70B2',0,1,0,0,19,'Bo Ek');
INSERT INTO "mail_naming" VALUES(X'6572BA6ACAAE8014A92A2902C79D70B2',0,1,1,1,19,'Anna Lind');
INSERT INTO "mail_naming" VALUES(X'6572BA6ACAAE8014A92A2902C79D70B2',0,1,2,2,21,'Ève Roux');
INSERT INTO "mail_naming" VALUES(X'6572BA6ACAAE8014A92A2902C79D70B2',0,2,0,1,19,'Anna Lind');
INSERT INTO "mail_naming" VALUES(X'6572BA6ACAAE8014A92A2902C79D70B2',0,2,1,0,19,'Bo Ek');
INSERT INTO "mail_naming" VALUES(X'6572BA6ACAAE8014A92A2902C79D70B2',0,2,2,2,17,'Ève Roux');
INSERT INTO "mail_naming" VALUES(X'27BF96BBF3E3802D82712791E5ADA2BB',0,1,0,0,2,'Solo');
INSERT INTO "mail_naming" VALUES(X'27BF96BBF3E3802D82712791E5ADA2BB',0,1,1,1,19,'Anna Lind');
CREATE TABLE "mail_sighting" (
    "relationship_id" BLOB NOT NULL,
    "side" INTEGER NOT NULL,
    "run" INTEGER NOT NULL,
    "message_key" INTEGER NOT NULL,
    "place" INTEGER NOT NULL,
    "file_number" INTEGER NOT NULL,
    "byte_offset" INTEGER NOT NULL,
    "content_key" INTEGER NULL,
    "sent_at" INTEGER NULL,
    "author" INTEGER NULL,
    "traits" INTEGER NULL,
    "recipients" BLOB NULL,
    "links" BLOB NULL,
    "message_id" TEXT NULL,
    "subject" TEXT NULL,
    "body_key" INTEGER NULL,
    CONSTRAINT "pk_mail_sighting" PRIMARY KEY ("relationship_id", "side", "run", "message_key"),
    CONSTRAINT "fk_mail_sighting_import_run_run" FOREIGN KEY ("relationship_id", "side", "run") REFERENCES "import_run" ("relationship_id", "side", "run") ON DELETE RESTRICT,
    CONSTRAINT "fk_mail_sighting_mail_message_message_key" FOREIGN KEY ("relationship_id", "side", "message_key") REFERENCES "mail_message" ("relationship_id", "side", "message_key") ON DELETE RESTRICT
);
INSERT INTO "mail_sighting" VALUES(X'6572BA6ACAAE8014A92A2902C79D70B2',0,2,-3452183318859172851,0,0,0,-5616374170685145917,1772458200,0,520,X'0101',X'01008D6EAD929EE6D41F8D6EAD929EE6D41F','two@made.example','Re: Förslag till pilot',NULL);
INSERT INTO "mail_sighting" VALUES(X'6572BA6ACAAE8014A92A2902C79D70B2',0,2,-2646833537553526289,1,0,402,6506162530623929351,1772704800,2,520,X'0101',X'0100752FF964BD734D29752FF964BD734D29','four@made.example','Re: Pilot: next step',NULL);
CREATE TABLE "organization" (
    "organization_id" BLOB NOT NULL CONSTRAINT "pk_organization" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "is_owner" INTEGER NOT NULL,
    "everyone" INTEGER NOT NULL,
    "zone" TEXT NULL,
    "hours" TEXT NULL
);
INSERT INTO "organization" VALUES(X'D8626CB914DA4960B0AA26DF241C3722','Ours',1,0,'Europe/Stockholm','mon-fri 09:00-17:00');
INSERT INTO "organization" VALUES(X'D7E8AA1117D248F58254D6CCD8E54829','Theirs',0,0,'UTC','mon-fri 09:00-17:00');
INSERT INTO "organization" VALUES(X'80502F297E8B4DF698D9F2DA3E1AAD56','Solo',0,0,NULL,NULL);
CREATE TABLE "organization_address" (
    "address" TEXT NOT NULL CONSTRAINT "pk_organization_address" PRIMARY KEY,
    "organization_id" BLOB NOT NULL,
    "place" INTEGER NOT NULL,
    CONSTRAINT "fk_organization_address_organization_organization_id" FOREIGN KEY ("organization_id") REFERENCES "organization" ("organization_id") ON DELETE RESTRICT
);
INSERT INTO "organization_address" VALUES('bo@free.example',X'D7E8AA1117D248F58254D6CCD8E54829',0);
INSERT INTO "organization_address" VALUES('solo@free.example',X'80502F297E8B4DF698D9F2DA3E1AAD56',0);
CREATE TABLE "organization_domain" (
    "domain" TEXT NOT NULL CONSTRAINT "pk_organization_domain" PRIMARY KEY,
    "organization_id" BLOB NOT NULL,
    "place" INTEGER NOT NULL,
    CONSTRAINT "fk_organization_domain_organization_organization_id" FOREIGN KEY ("organization_id") REFERENCES "organization" ("organization_id") ON DELETE RESTRICT
);
INSERT INTO "organization_domain" VALUES('ours.example',X'D8626CB914DA4960B0AA26DF241C3722',0);
INSERT INTO "organization_domain" VALUES('theirs.example',X'D7E8AA1117D248F58254D6CCD8E54829',0);
CREATE TABLE "relationship" (
    "relationship_id" BLOB NOT NULL CONSTRAINT "pk_relationship" PRIMARY KEY,
    "side_a_id" BLOB NOT NULL,
    "side_b_id" BLOB NOT NULL,
    "as_of" INTEGER NULL,
    CONSTRAINT "fk_relationship_organization_side_a_id" FOREIGN KEY ("side_a_id") REFERENCES "organization" ("organization_id") ON DELETE RESTRICT,
    CONSTRAINT "fk_relationship_organization_side_b_id" FOREIGN KEY ("side_b_id") REFERENCES "organization" ("organization_id") ON DELETE RESTRICT
);
INSERT INTO "relationship" VALUES(X'6572BA6ACAAE8014A92A2902C79D70B2',X'D8626CB914DA4960B0AA26DF241C3722',X'D7E8AA1117D248F58254D6CCD8E54829',NULL);
INSERT INTO "relationship" VALUES(X'27BF96BBF3E3802D82712791E5ADA2BB',X'D8626CB914DA4960B0AA26DF241C3722',X'80502F297E8B4DF698D9F2DA3E1AAD56',NULL);
CREATE UNIQUE INDEX "ix_mail_address_address_key" ON "mail_address" ("relationship_id", "side", "address_key");
CREATE INDEX "ix_mail_naming_address_number" ON "mail_naming" ("relationship_id", "side", "address_number");
CREATE INDEX "ix_mail_sighting_message_key" ON "mail_sighting" ("relationship_id", "side", "message_key");
CREATE INDEX "ix_organization_address_organization_id" ON "organization_address" ("organization_id");
CREATE INDEX "ix_organization_domain_organization_id" ON "organization_domain" ("organization_id");
CREATE INDEX "ix_relationship_side_a_id" ON "relationship" ("side_a_id");
CREATE INDEX "ix_relationship_side_b_id" ON "relationship" ("side_b_id");
COMMIT;
