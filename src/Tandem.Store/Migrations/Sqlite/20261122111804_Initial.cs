using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tandem.Store.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "organization",
                columns: table => new
                {
                    organization_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    is_owner = table.Column<bool>(type: "INTEGER", nullable: false),
                    everyone = table.Column<bool>(type: "INTEGER", nullable: false),
                    zone = table.Column<string>(type: "TEXT", nullable: true),
                    hours = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization", x => x.organization_id);
                });

            migrationBuilder.CreateTable(
                name: "organization_address",
                columns: table => new
                {
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    organization_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization_address", x => x.address);
                    table.ForeignKey(
                        name: "fk_organization_address_organization_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organization",
                        principalColumn: "organization_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organization_domain",
                columns: table => new
                {
                    domain = table.Column<string>(type: "TEXT", nullable: false),
                    organization_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization_domain", x => x.domain);
                    table.ForeignKey(
                        name: "fk_organization_domain_organization_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organization",
                        principalColumn: "organization_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "relationship",
                columns: table => new
                {
                    relationship_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    side_a_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    side_b_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    as_of = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_relationship", x => x.relationship_id);
                    table.ForeignKey(
                        name: "fk_relationship_organization_side_a_id",
                        column: x => x.side_a_id,
                        principalTable: "organization",
                        principalColumn: "organization_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_relationship_organization_side_b_id",
                        column: x => x.side_b_id,
                        principalTable: "organization",
                        principalColumn: "organization_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "mail_evidence",
                columns: table => new
                {
                    relationship_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    side = table.Column<int>(type: "INTEGER", nullable: false),
                    salt = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mail_evidence", x => new { x.relationship_id, x.side });
                    table.ForeignKey(
                        name: "fk_mail_evidence_relationship",
                        column: x => x.relationship_id,
                        principalTable: "relationship",
                        principalColumn: "relationship_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "import_run",
                columns: table => new
                {
                    relationship_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    side = table.Column<int>(type: "INTEGER", nullable: false),
                    run = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    finished_at = table.Column<long>(type: "INTEGER", nullable: true),
                    keep_bodies = table.Column<bool>(type: "INTEGER", nullable: false),
                    position_file = table.Column<int>(type: "INTEGER", nullable: false),
                    position_offset = table.Column<long>(type: "INTEGER", nullable: false),
                    seen = table.Column<int>(type: "INTEGER", nullable: false),
                    added = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_run", x => new { x.relationship_id, x.side, x.run });
                    table.ForeignKey(
                        name: "fk_import_run_mail_evidence",
                        columns: x => new { x.relationship_id, x.side },
                        principalTable: "mail_evidence",
                        principalColumns: new[] { "relationship_id", "side" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "mail_address",
                columns: table => new
                {
                    relationship_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    side = table.Column<int>(type: "INTEGER", nullable: false),
                    address_number = table.Column<int>(type: "INTEGER", nullable: false),
                    address_key = table.Column<long>(type: "INTEGER", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mail_address", x => new { x.relationship_id, x.side, x.address_number });
                    table.ForeignKey(
                        name: "fk_mail_address_mail_evidence",
                        columns: x => new { x.relationship_id, x.side },
                        principalTable: "mail_evidence",
                        principalColumns: new[] { "relationship_id", "side" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "mail_body",
                columns: table => new
                {
                    relationship_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    side = table.Column<int>(type: "INTEGER", nullable: false),
                    body_key = table.Column<long>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mail_body", x => new { x.relationship_id, x.side, x.body_key });
                    table.ForeignKey(
                        name: "fk_mail_body_mail_evidence",
                        columns: x => new { x.relationship_id, x.side },
                        principalTable: "mail_evidence",
                        principalColumns: new[] { "relationship_id", "side" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "import_file",
                columns: table => new
                {
                    relationship_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    side = table.Column<int>(type: "INTEGER", nullable: false),
                    run = table.Column<int>(type: "INTEGER", nullable: false),
                    file_number = table.Column<int>(type: "INTEGER", nullable: false),
                    path = table.Column<string>(type: "TEXT", nullable: false),
                    bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    modified_at_ticks = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_file", x => new { x.relationship_id, x.side, x.run, x.file_number });
                    table.ForeignKey(
                        name: "fk_import_file_import_run_run",
                        columns: x => new { x.relationship_id, x.side, x.run },
                        principalTable: "import_run",
                        principalColumns: new[] { "relationship_id", "side", "run" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "mail_file",
                columns: table => new
                {
                    relationship_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    side = table.Column<int>(type: "INTEGER", nullable: false),
                    run = table.Column<int>(type: "INTEGER", nullable: false),
                    file_number = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mail_file", x => new { x.relationship_id, x.side, x.run, x.file_number });
                    table.ForeignKey(
                        name: "fk_mail_file_import_run_run",
                        columns: x => new { x.relationship_id, x.side, x.run },
                        principalTable: "import_run",
                        principalColumns: new[] { "relationship_id", "side", "run" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "mail_message",
                columns: table => new
                {
                    relationship_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    side = table.Column<int>(type: "INTEGER", nullable: false),
                    run = table.Column<int>(type: "INTEGER", nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false),
                    message_key = table.Column<long>(type: "INTEGER", nullable: false),
                    file_number = table.Column<int>(type: "INTEGER", nullable: false),
                    byte_offset = table.Column<long>(type: "INTEGER", nullable: false),
                    content_key = table.Column<long>(type: "INTEGER", nullable: false),
                    sent_at = table.Column<long>(type: "INTEGER", nullable: true),
                    author = table.Column<int>(type: "INTEGER", nullable: true),
                    traits = table.Column<ushort>(type: "INTEGER", nullable: false),
                    recipients = table.Column<byte[]>(type: "BLOB", nullable: false),
                    links = table.Column<byte[]>(type: "BLOB", nullable: false),
                    message_id = table.Column<string>(type: "TEXT", nullable: true),
                    subject = table.Column<string>(type: "TEXT", nullable: true),
                    body_key = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mail_message", x => new { x.relationship_id, x.side, x.run, x.place });
                    table.UniqueConstraint("ak_mail_message_message_key", x => new { x.relationship_id, x.side, x.message_key });
                    table.ForeignKey(
                        name: "fk_mail_message_import_run_run",
                        columns: x => new { x.relationship_id, x.side, x.run },
                        principalTable: "import_run",
                        principalColumns: new[] { "relationship_id", "side", "run" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "mail_naming",
                columns: table => new
                {
                    relationship_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    side = table.Column<int>(type: "INTEGER", nullable: false),
                    run = table.Column<int>(type: "INTEGER", nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false),
                    address_number = table.Column<int>(type: "INTEGER", nullable: false),
                    marks = table.Column<byte>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mail_naming", x => new { x.relationship_id, x.side, x.run, x.place });
                    table.ForeignKey(
                        name: "fk_mail_naming_import_run_run",
                        columns: x => new { x.relationship_id, x.side, x.run },
                        principalTable: "import_run",
                        principalColumns: new[] { "relationship_id", "side", "run" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_mail_naming_mail_address_address_number",
                        columns: x => new { x.relationship_id, x.side, x.address_number },
                        principalTable: "mail_address",
                        principalColumns: new[] { "relationship_id", "side", "address_number" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "mail_sighting",
                columns: table => new
                {
                    relationship_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    side = table.Column<int>(type: "INTEGER", nullable: false),
                    run = table.Column<int>(type: "INTEGER", nullable: false),
                    message_key = table.Column<long>(type: "INTEGER", nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false),
                    file_number = table.Column<int>(type: "INTEGER", nullable: false),
                    byte_offset = table.Column<long>(type: "INTEGER", nullable: false),
                    content_key = table.Column<long>(type: "INTEGER", nullable: true),
                    sent_at = table.Column<long>(type: "INTEGER", nullable: true),
                    author = table.Column<int>(type: "INTEGER", nullable: true),
                    traits = table.Column<ushort>(type: "INTEGER", nullable: true),
                    recipients = table.Column<byte[]>(type: "BLOB", nullable: true),
                    links = table.Column<byte[]>(type: "BLOB", nullable: true),
                    message_id = table.Column<string>(type: "TEXT", nullable: true),
                    subject = table.Column<string>(type: "TEXT", nullable: true),
                    body_key = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mail_sighting", x => new { x.relationship_id, x.side, x.run, x.message_key });
                    table.ForeignKey(
                        name: "fk_mail_sighting_import_run_run",
                        columns: x => new { x.relationship_id, x.side, x.run },
                        principalTable: "import_run",
                        principalColumns: new[] { "relationship_id", "side", "run" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_mail_sighting_mail_message_message_key",
                        columns: x => new { x.relationship_id, x.side, x.message_key },
                        principalTable: "mail_message",
                        principalColumns: new[] { "relationship_id", "side", "message_key" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_mail_address_address_key",
                table: "mail_address",
                columns: new[] { "relationship_id", "side", "address_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_mail_naming_address_number",
                table: "mail_naming",
                columns: new[] { "relationship_id", "side", "address_number" });

            migrationBuilder.CreateIndex(
                name: "ix_mail_sighting_message_key",
                table: "mail_sighting",
                columns: new[] { "relationship_id", "side", "message_key" });

            migrationBuilder.CreateIndex(
                name: "ix_organization_address_organization_id",
                table: "organization_address",
                column: "organization_id");

            migrationBuilder.CreateIndex(
                name: "ix_organization_domain_organization_id",
                table: "organization_domain",
                column: "organization_id");

            migrationBuilder.CreateIndex(
                name: "ix_relationship_side_a_id",
                table: "relationship",
                column: "side_a_id");

            migrationBuilder.CreateIndex(
                name: "ix_relationship_side_b_id",
                table: "relationship",
                column: "side_b_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "import_file");

            migrationBuilder.DropTable(
                name: "mail_body");

            migrationBuilder.DropTable(
                name: "mail_file");

            migrationBuilder.DropTable(
                name: "mail_naming");

            migrationBuilder.DropTable(
                name: "mail_sighting");

            migrationBuilder.DropTable(
                name: "organization_address");

            migrationBuilder.DropTable(
                name: "organization_domain");

            migrationBuilder.DropTable(
                name: "mail_address");

            migrationBuilder.DropTable(
                name: "mail_message");

            migrationBuilder.DropTable(
                name: "import_run");

            migrationBuilder.DropTable(
                name: "mail_evidence");

            migrationBuilder.DropTable(
                name: "relationship");

            migrationBuilder.DropTable(
                name: "organization");
        }
    }
}
