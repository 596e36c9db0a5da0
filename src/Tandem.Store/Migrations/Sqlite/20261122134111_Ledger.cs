using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tandem.Store.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Ledger : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "host_key",
                columns: table => new
                {
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    private_key = table.Column<byte[]>(type: "BLOB", nullable: false),
                    public_key = table.Column<byte[]>(type: "BLOB", nullable: false),
                    made_at = table.Column<long>(type: "INTEGER", nullable: false),
                    vouch = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_host_key", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "ledger",
                columns: table => new
                {
                    relationship_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    size = table.Column<long>(type: "INTEGER", nullable: false),
                    last_recorded = table.Column<long>(type: "INTEGER", nullable: true),
                    currencies = table.Column<string>(type: "TEXT", nullable: false),
                    charter_at = table.Column<long>(type: "INTEGER", nullable: false),
                    joined_a = table.Column<long>(type: "INTEGER", nullable: true),
                    joined_b = table.Column<long>(type: "INTEGER", nullable: true),
                    frontier = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger", x => x.relationship_id);
                    table.ForeignKey(
                        name: "fk_ledger_relationship",
                        column: x => x.relationship_id,
                        principalTable: "relationship",
                        principalColumn: "relationship_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "checkpoint",
                columns: table => new
                {
                    relationship_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    size = table.Column<long>(type: "INTEGER", nullable: false),
                    signed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    note = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_checkpoint", x => new { x.relationship_id, x.size });
                    table.ForeignKey(
                        name: "fk_checkpoint_ledger",
                        column: x => x.relationship_id,
                        principalTable: "ledger",
                        principalColumn: "relationship_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "entry",
                columns: table => new
                {
                    relationship_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<string>(type: "TEXT", nullable: true),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    side = table.Column<int>(type: "INTEGER", nullable: false),
                    author = table.Column<string>(type: "TEXT", nullable: false),
                    occurred = table.Column<long>(type: "INTEGER", nullable: false),
                    recorded = table.Column<long>(type: "INTEGER", nullable: false),
                    favours = table.Column<int>(type: "INTEGER", nullable: true),
                    lapses_at = table.Column<long>(type: "INTEGER", nullable: true),
                    body = table.Column<byte[]>(type: "BLOB", nullable: false),
                    body_salt = table.Column<byte[]>(type: "BLOB", nullable: false),
                    leaf = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_entry", x => new { x.relationship_id, x.sequence });
                    table.ForeignKey(
                        name: "fk_entry_ledger",
                        column: x => x.relationship_id,
                        principalTable: "ledger",
                        principalColumn: "relationship_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "text_key",
                columns: table => new
                {
                    relationship_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    side = table.Column<int>(type: "INTEGER", nullable: false),
                    author = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    key = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_text_key", x => new { x.relationship_id, x.side, x.author, x.number });
                    table.ForeignKey(
                        name: "fk_text_key_ledger",
                        column: x => x.relationship_id,
                        principalTable: "ledger",
                        principalColumn: "relationship_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "tile",
                columns: table => new
                {
                    relationship_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    level = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    hashes = table.Column<byte[]>(type: "BLOB", nullable: false),
                    root = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tile", x => new { x.relationship_id, x.level, x.number });
                    table.ForeignKey(
                        name: "fk_tile_ledger",
                        column: x => x.relationship_id,
                        principalTable: "ledger",
                        principalColumn: "relationship_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "entry_reference",
                columns: table => new
                {
                    relationship_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    named = table.Column<long>(type: "INTEGER", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_entry_reference", x => new { x.relationship_id, x.named, x.sequence });
                    table.ForeignKey(
                        name: "fk_entry_reference_entry_sequence",
                        columns: x => new { x.relationship_id, x.sequence },
                        principalTable: "entry",
                        principalColumns: new[] { "relationship_id", "sequence" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "entry_state",
                columns: table => new
                {
                    relationship_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    confirmed_by = table.Column<long>(type: "INTEGER", nullable: false),
                    disputed_by = table.Column<long>(type: "INTEGER", nullable: false),
                    withdrawn_by = table.Column<long>(type: "INTEGER", nullable: false),
                    agreed_by = table.Column<long>(type: "INTEGER", nullable: false),
                    answered_by = table.Column<long>(type: "INTEGER", nullable: false),
                    consented_by = table.Column<long>(type: "INTEGER", nullable: false),
                    is_consented = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_entry_state", x => new { x.relationship_id, x.sequence });
                    table.ForeignKey(
                        name: "fk_entry_state_entry_sequence",
                        columns: x => new { x.relationship_id, x.sequence },
                        principalTable: "entry",
                        principalColumns: new[] { "relationship_id", "sequence" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "entry_text",
                columns: table => new
                {
                    relationship_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    salt = table.Column<byte[]>(type: "BLOB", nullable: false),
                    key_number = table.Column<long>(type: "INTEGER", nullable: false),
                    locked = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_entry_text", x => new { x.relationship_id, x.sequence, x.name });
                    table.ForeignKey(
                        name: "fk_entry_text_entry_sequence",
                        columns: x => new { x.relationship_id, x.sequence },
                        principalTable: "entry",
                        principalColumns: new[] { "relationship_id", "sequence" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "idempotency_key",
                columns: table => new
                {
                    relationship_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    side = table.Column<int>(type: "INTEGER", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idempotency_key", x => new { x.relationship_id, x.side, x.key });
                    table.ForeignKey(
                        name: "fk_idempotency_key_entry_sequence",
                        columns: x => new { x.relationship_id, x.sequence },
                        principalTable: "entry",
                        principalColumns: new[] { "relationship_id", "sequence" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_entry_id",
                table: "entry",
                columns: new[] { "relationship_id", "id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_entry_reference_sequence",
                table: "entry_reference",
                columns: new[] { "relationship_id", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_idempotency_key_sequence",
                table: "idempotency_key",
                columns: new[] { "relationship_id", "sequence" });

            // Only ever inserted: the database itself refuses to change or delete what was sealed.
            foreach (var table in new[] { "entry", "entry_reference", "tile", "checkpoint", "idempotency_key" })
            {
                foreach (var deed in new[] { "UPDATE", "DELETE" })
                {
                    migrationBuilder.Sql(
                        $"CREATE TRIGGER {table}_refuses_{deed.ToLowerInvariant()} BEFORE {deed} ON {table} "
                        + $"BEGIN SELECT RAISE(ABORT, 'append-only: rows of {table} are never changed'); END;");
                }
            }

            // "REPLACE" deletes the row in its way without calling a trigger for it.
            foreach (var (table, isThere) in new[]
            {
                ("entry", "sequence = NEW.sequence OR relationship_id = NEW.relationship_id AND id = NEW.id"),
                ("entry_reference", "named = NEW.named AND sequence = NEW.sequence"),
                ("tile", "level = NEW.level AND number = NEW.number"),
                ("checkpoint", "size = NEW.size"),
                ("idempotency_key", "side = NEW.side AND key = NEW.key"),
            })
            {
                migrationBuilder.Sql(
                    $"CREATE TRIGGER {table}_refuses_replacement BEFORE INSERT ON {table} "
                    + $"WHEN EXISTS (SELECT 1 FROM {table} WHERE relationship_id = NEW.relationship_id AND {isThere}) "
                    + $"BEGIN SELECT RAISE(ABORT, 'append-only: rows of {table} are never changed'); END;");
            }

            // A text may be locked with another key, and overwritten with nothing; never be put in place of another.
            migrationBuilder.Sql(
                "CREATE TRIGGER entry_text_keeps_its_place BEFORE UPDATE OF relationship_id, sequence, name ON entry_text "
                + "BEGIN SELECT RAISE(ABORT, 'append-only: a text is never moved'); END;");
            migrationBuilder.Sql(
                "CREATE TRIGGER entry_text_keeps_its_salt BEFORE UPDATE OF salt ON entry_text WHEN NEW.salt <> zeroblob(32) "
                + "BEGIN SELECT RAISE(ABORT, 'append-only: a salt is never another'); END;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "checkpoint");

            migrationBuilder.DropTable(
                name: "entry_reference");

            migrationBuilder.DropTable(
                name: "entry_state");

            migrationBuilder.DropTable(
                name: "entry_text");

            migrationBuilder.DropTable(
                name: "host_key");

            migrationBuilder.DropTable(
                name: "idempotency_key");

            migrationBuilder.DropTable(
                name: "text_key");

            migrationBuilder.DropTable(
                name: "tile");

            migrationBuilder.DropTable(
                name: "entry");

            migrationBuilder.DropTable(
                name: "ledger");
        }
    }
}
