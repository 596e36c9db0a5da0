using System.Text.Json;
using Tandem.Core.Ledger;
using Tandem.Workspace.Record;

namespace Tandem.Cli.Commands;

/// <summary>A verification for programs; docs/reference/cli.md has the members.</summary>
internal static class VerifyJson
{
    public static void Write(VerificationReport report)
    {
        using var output = Console.OpenStandardOutput();
        using var json = new Utf8JsonWriter(output, new() { Indented = true });
        json.WriteStartObject();
        json.WriteBoolean("good", report.IsGood);
        json.WriteString("relationship", report.Relationship.ToString());
        json.WriteStartObject("names");
        json.WriteString("A", report.Names.A);
        json.WriteString("B", report.Names.B);
        json.WriteEndObject();
        json.WriteNumber("entries", report.Entries);
        json.WriteNumber("texts", report.Texts);
        json.WriteNumber("tiles", report.Tiles);
        json.WriteString("root", report.Checkpoint?.Checkpoint.Root.ToBase64());
        json.WriteString("key", report.SignedBy?.ToString());
        json.WriteNumber("earlierCheckpoints", report.EarlierCheckpoints);
        json.WriteBoolean("rulesChecked", report.AreRulesChecked);
        json.WriteNumber("signedBySides", report.SignedEntries);
        json.WriteStartObject("unsigned");
        json.WriteNumber("A", report.UnsignedEntries.A);
        json.WriteNumber("B", report.UnsignedEntries.B);
        json.WriteEndObject();
        WriteNaming(json, report);
        json.WriteString("against", report.Against?.Change.ToString());
        WriteErased(json, report);
        json.WriteNumber("problemCount", report.ProblemCount);
        WriteProblems(json, report);
        WriteEvidence(json, report.Against);
        json.WriteEndObject();
    }

    private static void WriteNaming(Utf8JsonWriter json, VerificationReport report)
    {
        if (report.NamingAttachment is { } naming)
        {
            json.WriteStartArray("namingAttachment");
            foreach (var sequence in naming)
            {
                json.WriteNumberValue(sequence);
            }

            json.WriteEndArray();
        }
    }

    private static void WriteErased(Utf8JsonWriter json, VerificationReport report)
    {
        json.WriteStartArray("erased");
        foreach (var (sequence, group, under) in report.Erased)
        {
            json.WriteStartObject();
            json.WriteNumber("entry", sequence);
            json.WriteString("group", group);
            json.WriteNumber("under", under);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteProblems(Utf8JsonWriter json, VerificationReport report)
    {
        json.WriteStartArray("problems");
        foreach (var problem in report.Problems)
        {
            json.WriteStartObject();
            json.WriteString("fault", problem.Fault.ToString());
            json.WriteString("where", problem.Where);
            json.WriteString("detail", problem.Detail);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Both pieces of evidence, as they were signed.</summary>
    private static void WriteEvidence(Utf8JsonWriter json, LogComparison? against)
    {
        if (against is not null)
        {
            json.WriteString("kept", against.Kept.ToString());
            json.WriteString("current", against.Current.ToString());
        }
    }
}
