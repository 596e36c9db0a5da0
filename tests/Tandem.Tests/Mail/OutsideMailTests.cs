using System.Text.Json;
using Shouldly;
using Xunit;

namespace Tandem.Tests.Mail;

/// <summary>Eight hundred awkward messages from other projects' test suites, beside what another program made of them.</summary>
public sealed class OutsideMailTests
{
    /// <summary>Where Tandem reads more, or by the rule, than the program that made the reference.</summary>
    private static readonly Dictionary<string, string> Deliberate = new(StringComparer.Ordinal)
    {
        ["mbox/simple.mbox.txt"] = "a separator stands at the start of the file or after an empty line; here two do not",
        ["raw_email_with_at_display_name.eml"] = "an address used as a display name is a name",
        ["issue358.txt"] = "an address used as a display name is a name",
        ["feedback-report.txt"] = "a byte order mark before the header is passed over",
        ["long-header.eml"] = "a subject is kept up to its limit",
        ["stack-overflow.txt"] = "the reference program failed",
        ["fraiche.eml"] = "a date with its month in another place is still read",
        ["1382298793.002253:2,"] = "the reference was cut at a thousand characters",
        ["python.exr"] = "no mail",
        ["python.gif"] = "no mail",
        ["python.ras"] = "no mail",
        ["python.tiff"] = "no mail",
        ["sndhdr.au"] = "no mail",
        ["utf8_headers.eml"] = "raw UTF-8 is read as such",
        ["bad_encoded_subject.eml"] = "a broken encoded word keeps what can be read of it",
    };

    [Fact]
    public void Dates_identifiers_and_addresses_of_other_projects_test_mail_agree_with_the_reference()
    {
        if (Conformance.Find("ref/keep.misc.json") is not { } reference)
        {
            TestContext.Current.TestOutputHelper?.WriteLine("No TANDEM_CONFORMANCE: nothing was compared.");
            return;
        }

        using var document = JsonDocument.Parse(File.ReadAllText(reference));
        var differences = new List<string>();
        foreach (var file in document.RootElement.GetProperty("mail").EnumerateObject())
        {
            var path = Path.Combine(Conformance.Folder!, file.Name);
            if (Deliberate.Keys.Any(name => file.Name.EndsWith(name, StringComparison.Ordinal)))
            {
                continue;
            }

            differences.AddRange(DifferencesIn(Collected.From(path), file.Value).Select(d => $"{file.Name}: {d}"));
        }

        differences.ShouldBeEmpty(string.Join('\n', differences));
    }

    private static IEnumerable<string> DifferencesIn(Collected read, JsonElement expected)
    {
        if (expected.TryGetProperty("mbox_messages", out var count))
        {
            if (read.Messages.Count != count.GetInt32())
            {
                yield return $"{read.Messages.Count} messages, not {count.GetInt32()}";
            }

            yield break;
        }

        if (read.Messages.Count == 0)
        {
            yield return "no message";
            yield break;
        }

        var message = read.Messages[0];
        foreach (var (what, ours, theirs) in new[]
        {
            ("id", message.Id, Text(expected, "message_id")?.Trim().TrimStart('<').TrimEnd('>')),
            ("date", message.SentAt?.ToString(System.Globalization.CultureInfo.InvariantCulture), Text(expected, "date_epoch")),
            ("from", message.Author, List(expected, "from").Split(' ')[0]),
            ("to", string.Join(' ', message.To), List(expected, "to")),
            ("cc", string.Join(' ', message.Cc), List(expected, "cc")),
            ("subject", Words(message.Subject), Words(Text(expected, "subject"))),
        })
        {
            // The reference shows raw 8-bit and characters outside its plane as U+FFFD.
            if ((ours ?? "") != (theirs ?? "") && !(theirs ?? "").Contains('\ufffd', StringComparison.Ordinal))
            {
                yield return $"{what} '{ours}', not '{theirs}'";
            }
        }
    }

    private static string? Words(string? text) =>
        text is null ? null : string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null;

    private static bool IsAddress(string text) => text.Contains('@', StringComparison.Ordinal) && !text.Contains(' ', StringComparison.Ordinal);

    private static string List(JsonElement element, string name) =>
        element.TryGetProperty(name, out var list) ? string.Join(" ", list.EnumerateArray().Select(e => e.GetString()!).Where(IsAddress)) : "";
}
