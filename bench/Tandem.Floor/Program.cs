// The least that a server can do with the same tables: bare questions, bare table rows, nobody asked who they are. `floor DATABASE URL`.
// Beside it stands what Tandem costs.
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

const string Columns = """
    relationship_id, name, us, is_shared, standing, since, share, share_low, share_high, our_trust, their_trust, our_value, their_value,
    weeks, open_ours, open_theirs, waits_of, our_due, their_due, action, evidence, effort, appreciated, size, made_on, spans
    """;

var connectionString = new SqliteConnectionStringBuilder { DataSource = args[0], Mode = SqliteOpenMode.ReadOnly }.ConnectionString;
var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls(args[1]);
var app = builder.Build();
app.MapGet("/list", (string sort, string organization) => Page(
    $"SELECT {Columns} FROM portfolio_line WHERE organization_id = @o ORDER BY {(sort switch
    {
        "name" => "name_key, relationship_id",
        "waits" => "waits DESC, relationship_id DESC",
        _ => "pressure, relationship_id",
    })} LIMIT 50", ("@o", Bytes(organization))));
app.MapGet("/search", (string q, string organization) => Page(
    $"""
    SELECT {Columns} FROM portfolio_line AS l WHERE organization_id = @o AND relationship_id IN (SELECT w.relationship_id
    FROM portfolio_word AS w WHERE w.organization_id = @o AND w.word >= @w AND w.word < @v) ORDER BY pressure, relationship_id LIMIT 50
    """, ("@o", Bytes(organization)), ("@w", q), ("@v", q + "\U0010FFFF")));
app.MapGet("/timeline", (string r) => Page(
    "SELECT sequence, id, kind, side, author, occurred, recorded, body FROM entry WHERE relationship_id = @r ORDER BY sequence DESC LIMIT 50",
    ("@r", Bytes(r))));
app.MapGet("/entry", (string r, string id) => Page(
    "SELECT sequence, id, kind, side, author, occurred, recorded, body, leaf FROM entry WHERE relationship_id = @r AND id = @id",
    ("@r", Bytes(r)), ("@id", id)));
app.Run();

byte[] Bytes(string id) => Guid.Parse(id, CultureInfo.InvariantCulture).ToByteArray(bigEndian: true);

IResult Page(string sql, params ReadOnlySpan<(string Name, object Value)> values)
{
    using var connection = new SqliteConnection(connectionString);
    connection.Open();
    using var command = connection.CreateCommand();
    command.CommandText = sql;
    foreach (var (name, value) in values)
    {
        _ = command.Parameters.AddWithValue(name, value);
    }

    var html = new StringBuilder("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Floor</title></head><body><table>");
    using var rows = command.ExecuteReader();
    while (rows.Read())
    {
        _ = html.Append("<tr>");
        for (var column = 0; column < rows.FieldCount; column++)
        {
            _ = html.Append("<td>").Append(HtmlEncoder.Default.Encode(Text(rows.GetValue(column)))).Append("</td>");
        }

        _ = html.Append("</tr>");
    }

    return Results.Content(html.Append("</table></body></html>").ToString(), "text/html; charset=utf-8");
}

static string Text(object value) => value switch
{
    byte[] { Length: 16 } id => new Guid(id, bigEndian: true).ToString(),
    byte[] { Length: > 0 } json when json[0] == '{' => Encoding.UTF8.GetString(json),
    byte[] other => Convert.ToHexStringLower(other),
    _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
};
