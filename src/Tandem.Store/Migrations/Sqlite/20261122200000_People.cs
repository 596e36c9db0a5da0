using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tandem.Store.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class People : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "pk_organization_domain",
                table: "organization_domain");

            migrationBuilder.DropIndex(
                name: "ix_organization_domain_organization_id",
                table: "organization_domain");

            migrationBuilder.DropPrimaryKey(
                name: "pk_organization_address",
                table: "organization_address");

            migrationBuilder.DropIndex(
                name: "ix_organization_address_organization_id",
                table: "organization_address");

            migrationBuilder.AddColumn<bool>(
                name: "is_sample",
                table: "relationship",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<byte[]>(
                name: "shadow_of",
                table: "organization",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddPrimaryKey(
                name: "pk_organization_domain",
                table: "organization_domain",
                columns: new[] { "organization_id", "domain" });

            migrationBuilder.AddPrimaryKey(
                name: "pk_organization_address",
                table: "organization_address",
                columns: new[] { "organization_id", "address" });

            // Until now a workspace had one organization of its own, and all others were made up by it.
            migrationBuilder.Sql(
                "UPDATE organization SET shadow_of = (SELECT o.organization_id FROM organization AS o WHERE o.is_owner = 1 ORDER BY o.organization_id LIMIT 1) WHERE is_owner = 0");

            migrationBuilder.CreateTable(
                name: "absence",
                columns: table => new
                {
                    organization_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    first = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    last = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    what = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_absence", x => new { x.organization_id, x.first });
                    table.ForeignKey(
                        name: "fk_absence_organization_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organization",
                        principalColumn: "organization_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "account",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    user_name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    email_confirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    password_hash = table.Column<string>(type: "TEXT", nullable: true),
                    security_stamp = table.Column<string>(type: "TEXT", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "TEXT", nullable: true),
                    phone_number = table.Column<string>(type: "TEXT", nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    lockout_end = table.Column<long>(type: "INTEGER", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    access_failed_count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "api_key",
                columns: table => new
                {
                    organization_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    key_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    digest = table.Column<byte[]>(type: "BLOB", nullable: false),
                    role = table.Column<int>(type: "INTEGER", nullable: false),
                    is_shared_only = table.Column<bool>(type: "INTEGER", nullable: false),
                    made_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    pseudonym = table.Column<string>(type: "TEXT", nullable: false),
                    made_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_used_at = table.Column<long>(type: "INTEGER", nullable: true),
                    revoked_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_api_key", x => new { x.organization_id, x.key_id });
                    table.ForeignKey(
                        name: "fk_api_key_organization_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organization",
                        principalColumn: "organization_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "audit",
                columns: table => new
                {
                    audit_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    organization_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    key_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    what = table.Column<string>(type: "TEXT", nullable: false),
                    about = table.Column<byte[]>(type: "BLOB", nullable: true),
                    detail = table.Column<string>(type: "TEXT", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit", x => x.audit_id);
                });

            migrationBuilder.CreateTable(
                name: "domain_proof",
                columns: table => new
                {
                    organization_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    domain = table.Column<string>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: false),
                    method = table.Column<string>(type: "TEXT", nullable: true),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    proven_at = table.Column<long>(type: "INTEGER", nullable: true),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_domain_proof", x => new { x.organization_id, x.domain });
                    table.ForeignKey(
                        name: "fk_domain_proof_organization_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organization",
                        principalColumn: "organization_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "draft",
                columns: table => new
                {
                    relationship_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    side = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<string>(type: "TEXT", nullable: true),
                    line = table.Column<byte[]>(type: "BLOB", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    recorded = table.Column<long>(type: "INTEGER", nullable: false),
                    invitation_id = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_draft", x => new { x.relationship_id, x.side, x.number });
                    table.ForeignKey(
                        name: "fk_draft_relationship",
                        column: x => x.relationship_id,
                        principalTable: "relationship",
                        principalColumn: "relationship_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "invitation",
                columns: table => new
                {
                    relationship_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    invitation_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    digest = table.Column<byte[]>(type: "BLOB", nullable: false),
                    side = table.Column<int>(type: "INTEGER", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    message = table.Column<byte[]>(type: "BLOB", nullable: false),
                    invited_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    made_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false),
                    reminded_at = table.Column<long>(type: "INTEGER", nullable: true),
                    read_at = table.Column<long>(type: "INTEGER", nullable: true),
                    used_at = table.Column<long>(type: "INTEGER", nullable: true),
                    declined_at = table.Column<long>(type: "INTEGER", nullable: true),
                    revoked_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_invitation", x => new { x.relationship_id, x.invitation_id });
                    table.ForeignKey(
                        name: "fk_invitation_relationship",
                        column: x => x.relationship_id,
                        principalTable: "relationship",
                        principalColumn: "relationship_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "member",
                columns: table => new
                {
                    organization_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    pseudonym = table.Column<string>(type: "TEXT", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    role = table.Column<int>(type: "INTEGER", nullable: false),
                    joined_at = table.Column<long>(type: "INTEGER", nullable: false),
                    left_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_member", x => new { x.organization_id, x.pseudonym });
                    table.ForeignKey(
                        name: "fk_member_organization_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organization",
                        principalColumn: "organization_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "member_invitation",
                columns: table => new
                {
                    organization_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    digest = table.Column<byte[]>(type: "BLOB", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    role = table.Column<int>(type: "INTEGER", nullable: false),
                    invited_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    made_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false),
                    used_at = table.Column<long>(type: "INTEGER", nullable: true),
                    revoked_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_member_invitation", x => new { x.organization_id, x.digest });
                    table.ForeignKey(
                        name: "fk_member_invitation_organization_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organization",
                        principalColumn: "organization_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "note",
                columns: table => new
                {
                    relationship_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    side = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    text = table.Column<byte[]>(type: "BLOB", nullable: false),
                    author = table.Column<string>(type: "TEXT", nullable: false),
                    written_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_note", x => new { x.relationship_id, x.side, x.number });
                    table.ForeignKey(
                        name: "fk_note_relationship",
                        column: x => x.relationship_id,
                        principalTable: "relationship",
                        principalColumn: "relationship_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "person",
                columns: table => new
                {
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    zone = table.Column<string>(type: "TEXT", nullable: true),
                    has_shortcuts = table.Column<bool>(type: "INTEGER", nullable: false),
                    made_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_person", x => x.account_id);
                });

            migrationBuilder.CreateTable(
                name: "portfolio_line",
                columns: table => new
                {
                    relationship_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    organization_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    name_key = table.Column<string>(type: "TEXT", nullable: false),
                    us = table.Column<int>(type: "INTEGER", nullable: false),
                    is_shared = table.Column<bool>(type: "INTEGER", nullable: false),
                    standing = table.Column<int>(type: "INTEGER", nullable: false),
                    since = table.Column<long>(type: "INTEGER", nullable: true),
                    share = table.Column<int>(type: "INTEGER", nullable: true),
                    share_low = table.Column<int>(type: "INTEGER", nullable: true),
                    share_high = table.Column<int>(type: "INTEGER", nullable: true),
                    our_trust = table.Column<int>(type: "INTEGER", nullable: true),
                    their_trust = table.Column<int>(type: "INTEGER", nullable: true),
                    our_value = table.Column<int>(type: "INTEGER", nullable: true),
                    their_value = table.Column<int>(type: "INTEGER", nullable: true),
                    spans = table.Column<string>(type: "TEXT", nullable: false),
                    weeks = table.Column<string>(type: "TEXT", nullable: false),
                    open_ours = table.Column<int>(type: "INTEGER", nullable: false),
                    open_theirs = table.Column<int>(type: "INTEGER", nullable: false),
                    waits = table.Column<int>(type: "INTEGER", nullable: false),
                    waits_of = table.Column<string>(type: "TEXT", nullable: false),
                    our_due = table.Column<int>(type: "INTEGER", nullable: true),
                    their_due = table.Column<int>(type: "INTEGER", nullable: true),
                    action = table.Column<string>(type: "TEXT", nullable: true),
                    evidence = table.Column<int>(type: "INTEGER", nullable: false),
                    effort = table.Column<double>(type: "REAL", nullable: false),
                    appreciated = table.Column<double>(type: "REAL", nullable: false),
                    pressure = table.Column<long>(type: "INTEGER", nullable: false),
                    size = table.Column<long>(type: "INTEGER", nullable: false),
                    made_on = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_portfolio_line", x => new { x.relationship_id, x.organization_id });
                    table.ForeignKey(
                        name: "fk_portfolio_line_relationship",
                        column: x => x.relationship_id,
                        principalTable: "relationship",
                        principalColumn: "relationship_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "portfolio_word",
                columns: table => new
                {
                    relationship_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    organization_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    word = table.Column<string>(type: "TEXT", nullable: false),
                    pressure = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_portfolio_word", x => new { x.relationship_id, x.organization_id, x.word });
                    table.ForeignKey(
                        name: "fk_portfolio_word_relationship",
                        column: x => x.relationship_id,
                        principalTable: "relationship",
                        principalColumn: "relationship_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "pulse_round",
                columns: table => new
                {
                    relationship_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    side = table.Column<int>(type: "INTEGER", nullable: false),
                    round = table.Column<string>(type: "TEXT", nullable: false),
                    opened_at = table.Column<long>(type: "INTEGER", nullable: false),
                    closes_at = table.Column<long>(type: "INTEGER", nullable: false),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    entry = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pulse_round", x => new { x.relationship_id, x.side, x.round });
                    table.ForeignKey(
                        name: "fk_pulse_round_relationship",
                        column: x => x.relationship_id,
                        principalTable: "relationship",
                        principalColumn: "relationship_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "saved_view",
                columns: table => new
                {
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    organization_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    query = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saved_view", x => new { x.account_id, x.organization_id, x.name });
                });

            migrationBuilder.CreateTable(
                name: "secret",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: false),
                    made_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_secret", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "seen_checkpoint",
                columns: table => new
                {
                    relationship_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    side = table.Column<int>(type: "INTEGER", nullable: false),
                    size = table.Column<long>(type: "INTEGER", nullable: false),
                    note = table.Column<string>(type: "TEXT", nullable: false),
                    seen_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_seen_checkpoint", x => new { x.relationship_id, x.side });
                    table.ForeignKey(
                        name: "fk_seen_checkpoint_relationship",
                        column: x => x.relationship_id,
                        principalTable: "relationship",
                        principalColumn: "relationship_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "session",
                columns: table => new
                {
                    session_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    organization_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    made_at = table.Column<long>(type: "INTEGER", nullable: false),
                    seen_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false),
                    proven_at = table.Column<long>(type: "INTEGER", nullable: false),
                    agent = table.Column<string>(type: "TEXT", nullable: false),
                    revoked_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_session", x => x.session_id);
                });

            migrationBuilder.CreateTable(
                name: "side_key",
                columns: table => new
                {
                    relationship_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    side = table.Column<int>(type: "INTEGER", nullable: false),
                    key = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_side_key", x => new { x.relationship_id, x.side });
                    table.ForeignKey(
                        name: "fk_side_key_relationship",
                        column: x => x.relationship_id,
                        principalTable: "relationship",
                        principalColumn: "relationship_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "account_claim",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    user_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    claim_type = table.Column<string>(type: "TEXT", nullable: true),
                    claim_value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_claim", x => x.id);
                    table.ForeignKey(
                        name: "fk_account_claim_account_user_id",
                        column: x => x.user_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "account_login",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "TEXT", nullable: false),
                    provider_key = table.Column<string>(type: "TEXT", nullable: false),
                    provider_display_name = table.Column<string>(type: "TEXT", nullable: true),
                    user_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_login", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_account_login_account_user_id",
                        column: x => x.user_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "account_passkey",
                columns: table => new
                {
                    credential_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    user_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    data = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_passkey", x => x.credential_id);
                    table.ForeignKey(
                        name: "fk_account_passkey_account_user_id",
                        column: x => x.user_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "account_token",
                columns: table => new
                {
                    user_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    login_provider = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_token", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "fk_account_token_account_user_id",
                        column: x => x.user_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "pulse_answer",
                columns: table => new
                {
                    relationship_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    side = table.Column<int>(type: "INTEGER", nullable: false),
                    round = table.Column<string>(type: "TEXT", nullable: false),
                    answer_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    answers = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pulse_answer", x => new { x.relationship_id, x.side, x.round, x.answer_id });
                    table.ForeignKey(
                        name: "fk_pulse_answer_pulse_round_round",
                        columns: x => new { x.relationship_id, x.side, x.round },
                        principalTable: "pulse_round",
                        principalColumns: new[] { "relationship_id", "side", "round" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "pulse_turnout",
                columns: table => new
                {
                    relationship_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    side = table.Column<int>(type: "INTEGER", nullable: false),
                    round = table.Column<string>(type: "TEXT", nullable: false),
                    digest = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pulse_turnout", x => new { x.relationship_id, x.side, x.round, x.digest });
                    table.ForeignKey(
                        name: "fk_pulse_turnout_pulse_round_round",
                        columns: x => new { x.relationship_id, x.side, x.round },
                        principalTable: "pulse_round",
                        principalColumns: new[] { "relationship_id", "side", "round" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_organization_domain_domain",
                table: "organization_domain",
                column: "domain");

            migrationBuilder.CreateIndex(
                name: "ix_organization_address_address",
                table: "organization_address",
                column: "address");

            migrationBuilder.CreateIndex(
                name: "ix_account_normalized_email",
                table: "account",
                column: "normalized_email");

            migrationBuilder.CreateIndex(
                name: "ix_account_normalized_user_name",
                table: "account",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_account_claim_user_id",
                table: "account_claim",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_account_login_user_id",
                table: "account_login",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_account_passkey_user_id",
                table: "account_passkey",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_api_key_digest",
                table: "api_key",
                column: "digest",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_audit_account_id_audit_id",
                table: "audit",
                columns: new[] { "account_id", "audit_id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_organization_id_audit_id",
                table: "audit",
                columns: new[] { "organization_id", "audit_id" });

            migrationBuilder.CreateIndex(
                name: "ix_draft_id",
                table: "draft",
                columns: new[] { "relationship_id", "side", "id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_invitation_digest",
                table: "invitation",
                columns: new[] { "relationship_id", "digest" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_member_account_id",
                table: "member",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_member_invitation_digest",
                table: "member_invitation",
                column: "digest",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_portfolio_line_organization_id_name_key",
                table: "portfolio_line",
                columns: new[] { "organization_id", "name_key", "relationship_id" });

            migrationBuilder.CreateIndex(
                name: "ix_portfolio_line_organization_id_pressure",
                table: "portfolio_line",
                columns: new[] { "organization_id", "pressure", "relationship_id" });

            migrationBuilder.CreateIndex(
                name: "ix_portfolio_line_organization_id_standing_pressure",
                table: "portfolio_line",
                columns: new[] { "organization_id", "standing", "pressure", "relationship_id" });

            migrationBuilder.CreateIndex(
                name: "ix_portfolio_line_organization_id_waits",
                table: "portfolio_line",
                columns: new[] { "organization_id", "waits", "relationship_id" });

            migrationBuilder.CreateIndex(
                name: "ix_portfolio_word_organization_id_word",
                table: "portfolio_word",
                columns: new[] { "organization_id", "word", "relationship_id" });

            migrationBuilder.CreateIndex(
                name: "ix_session_account_id",
                table: "session",
                column: "account_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "absence");

            migrationBuilder.DropTable(
                name: "account_claim");

            migrationBuilder.DropTable(
                name: "account_login");

            migrationBuilder.DropTable(
                name: "account_passkey");

            migrationBuilder.DropTable(
                name: "account_token");

            migrationBuilder.DropTable(
                name: "api_key");

            migrationBuilder.DropTable(
                name: "audit");

            migrationBuilder.DropTable(
                name: "domain_proof");

            migrationBuilder.DropTable(
                name: "draft");

            migrationBuilder.DropTable(
                name: "invitation");

            migrationBuilder.DropTable(
                name: "member");

            migrationBuilder.DropTable(
                name: "member_invitation");

            migrationBuilder.DropTable(
                name: "note");

            migrationBuilder.DropTable(
                name: "person");

            migrationBuilder.DropTable(
                name: "portfolio_line");

            migrationBuilder.DropTable(
                name: "portfolio_word");

            migrationBuilder.DropTable(
                name: "pulse_answer");

            migrationBuilder.DropTable(
                name: "pulse_turnout");

            migrationBuilder.DropTable(
                name: "saved_view");

            migrationBuilder.DropTable(
                name: "secret");

            migrationBuilder.DropTable(
                name: "seen_checkpoint");

            migrationBuilder.DropTable(
                name: "session");

            migrationBuilder.DropTable(
                name: "side_key");

            migrationBuilder.DropTable(
                name: "account");

            migrationBuilder.DropTable(
                name: "pulse_round");

            migrationBuilder.DropPrimaryKey(
                name: "pk_organization_domain",
                table: "organization_domain");

            migrationBuilder.DropIndex(
                name: "ix_organization_domain_domain",
                table: "organization_domain");

            migrationBuilder.DropPrimaryKey(
                name: "pk_organization_address",
                table: "organization_address");

            migrationBuilder.DropIndex(
                name: "ix_organization_address_address",
                table: "organization_address");

            migrationBuilder.DropColumn(
                name: "is_sample",
                table: "relationship");

            migrationBuilder.DropColumn(
                name: "shadow_of",
                table: "organization");

            migrationBuilder.AddPrimaryKey(
                name: "pk_organization_domain",
                table: "organization_domain",
                column: "domain");

            migrationBuilder.AddPrimaryKey(
                name: "pk_organization_address",
                table: "organization_address",
                column: "address");

            migrationBuilder.CreateIndex(
                name: "ix_organization_domain_organization_id",
                table: "organization_domain",
                column: "organization_id");

            migrationBuilder.CreateIndex(
                name: "ix_organization_address_organization_id",
                table: "organization_address",
                column: "organization_id");
        }
    }
}
