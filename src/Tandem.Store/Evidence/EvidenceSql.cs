namespace Tandem.Store.Evidence;

/// <summary>
/// Statements that both databases understand alike. Parameters: $1 relationship, $2 side, $3 run where there is one.
/// </summary>
internal static class EvidenceSql
{
    public const string Namings = """
        SELECT n.place, a.address_number, a.address, n.marks, n.name
        FROM mail_naming AS n
        JOIN mail_address AS a ON a.relationship_id = n.relationship_id AND a.side = n.side AND a.address_number = n.address_number
        WHERE n.relationship_id = $1 AND n.side = $2
        """;

    public const string NamingsOfRun = Namings + " AND n.run = $3 ORDER BY n.place";

    public const string NamingsInOrder = Namings + " ORDER BY n.run, n.place";

    public const string MessagesInOrder = """
        SELECT message_key, sent_at, author, traits, file_number, byte_offset, recipients, links
        FROM mail_message
        WHERE relationship_id = $1 AND side = $2
        ORDER BY run, place
        """;

    public const string NextAddressNumber =
        "SELECT COALESCE(MAX(address_number), -1) + 1 FROM mail_address WHERE relationship_id = $1 AND side = $2";

    public const string GrowVersion = "UPDATE mail_evidence SET version = version + 1 WHERE relationship_id = $1 AND side = $2";

    /// <summary>No ledger is of that size: the line of the side whose mail it is is made anew.</summary>
    public const string OutdateLine = "UPDATE portfolio_line SET size = -1 WHERE relationship_id = $1 AND us = $2";

    /// <summary>$4..$9 what the run is now, $10..$12 what it was: nothing happens when another process has changed it.</summary>
    public const string KeepRun = """
        UPDATE import_run SET state = $4, finished_at = $5, position_file = $6, position_offset = $7, seen = $8, added = $9
        WHERE relationship_id = $1 AND side = $2 AND run = $3
          AND state = 0 AND seen = $10 AND position_file = $11 AND position_offset = $12
        """;

    /// <summary>
    /// Takes a run out, statement by statement, with {0} for the relationship, {1} the side and {2} the run. A message
    /// that other runs saw too becomes the copy of the earliest of them.
    /// </summary>
    public static readonly string[] Undo =
    [
        // Sightings that only say "the same" are about to lose what they are the same as.
        """
        UPDATE mail_sighting AS s SET content_key = m.content_key, sent_at = m.sent_at, author = m.author, traits = m.traits,
          recipients = m.recipients, links = m.links, message_id = m.message_id, subject = m.subject, body_key = m.body_key
        FROM mail_message AS m
        WHERE m.relationship_id = {0} AND m.side = {1} AND m.run = {2}
          AND s.relationship_id = {0} AND s.side = {1} AND s.message_key = m.message_key AND s.content_key IS NULL
        """,
        "DELETE FROM mail_sighting WHERE relationship_id = {0} AND side = {1} AND run = {2}",
        """
        UPDATE mail_message AS m SET run = s.run, place = s.place, file_number = s.file_number, byte_offset = s.byte_offset,
          content_key = s.content_key, sent_at = s.sent_at, author = s.author, traits = s.traits,
          recipients = s.recipients, links = s.links, message_id = s.message_id, subject = s.subject, body_key = s.body_key
        FROM mail_sighting AS s
        WHERE m.relationship_id = {0} AND m.side = {1} AND m.run = {2}
          AND s.relationship_id = {0} AND s.side = {1} AND s.message_key = m.message_key
          AND s.run = (SELECT MIN(o.run) FROM mail_sighting AS o
                       WHERE o.relationship_id = {0} AND o.side = {1} AND o.message_key = m.message_key)
        """,
        """
        DELETE FROM mail_sighting AS s
        WHERE s.relationship_id = {0} AND s.side = {1} AND EXISTS (
          SELECT 1 FROM mail_message AS m
          WHERE m.relationship_id = {0} AND m.side = {1} AND m.message_key = s.message_key AND m.run = s.run)
        """,
        """
        UPDATE mail_sighting AS s SET content_key = NULL, sent_at = NULL, author = NULL, traits = NULL,
          recipients = NULL, links = NULL, message_id = NULL, subject = NULL, body_key = NULL
        FROM mail_message AS m
        WHERE s.relationship_id = {0} AND s.side = {1} AND s.content_key IS NOT NULL
          AND m.relationship_id = {0} AND m.side = {1} AND m.message_key = s.message_key AND m.content_key = s.content_key
        """,
        "DELETE FROM mail_message WHERE relationship_id = {0} AND side = {1} AND run = {2}",
        "DELETE FROM mail_file WHERE relationship_id = {0} AND side = {1} AND run = {2}",
        "DELETE FROM mail_naming WHERE relationship_id = {0} AND side = {1} AND run = {2}",
        """
        DELETE FROM mail_address AS a WHERE a.relationship_id = {0} AND a.side = {1} AND NOT EXISTS (
          SELECT 1 FROM mail_naming AS n
          WHERE n.relationship_id = {0} AND n.side = {1} AND n.address_number = a.address_number)
        """,
        """
        DELETE FROM mail_body WHERE relationship_id = {0} AND side = {1}
          AND body_key NOT IN (SELECT body_key FROM mail_message
                               WHERE relationship_id = {0} AND side = {1} AND body_key IS NOT NULL)
          AND body_key NOT IN (SELECT body_key FROM mail_sighting
                               WHERE relationship_id = {0} AND side = {1} AND body_key IS NOT NULL)
        """,
        """
        UPDATE import_run AS r SET added = (
          SELECT COUNT(*) FROM mail_message AS m
          WHERE m.relationship_id = {0} AND m.side = {1} AND m.run = r.run)
        WHERE r.relationship_id = {0} AND r.side = {1} AND r.run > {2} AND r.state < 2
        """,
    ];
}
