using System.Text;
using System.Text.Json;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Readings;

namespace Tandem.Tests.Measures.Pages;

/// <summary>The ledger lines of a page, and figures of the reading by their path in <c>tandem measures --json</c>.</summary>
internal static class LedgerTable
{
    public const string Header = "at | figure | shows";

    public static IEnumerable<object?[]> Outputs(PageTable table)
    {
        var readings = table.Rows.Select(row => row[0]).Distinct().ToDictionary(at => at, at => ReadingOf(table.Ledger, at));
        return table.Rows.Select(row => (object?[])[Figure(readings[row[0]], row[1])]);
    }

    /// <summary>As <c>tandem measures --json</c> prints it.</summary>
    /// <exception cref="InvalidDataException">There are no lines, or one is refused.</exception>
    public static JsonElement ReadingOf(IEnumerable<string> lines, string at)
    {
        var ledger = LedgerFile.Read(lines.Select(line => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(line)));
        if (ledger.Accepted.IsEmpty || !ledger.Refused.IsEmpty || !Instant.TryParse(at, out var instant))
        {
            throw new InvalidDataException($"{at}: {ledger.Accepted.Length} taken in, {string.Join(", ", ledger.Refused)}");
        }

        return JsonDocument.Parse(MeasuresJson.Of(
            ledger.ReadAt(instant, HoursFile.Default), ledger.Accepted.Length, ledger.Refused).ToJsonString()).RootElement;
    }

    private static object? Figure(JsonElement reading, string path)
    {
        var found = path.Split('.').Aggregate(reading, Step);
        return found.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.Number => found.GetDouble(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Array => string.Join(", ", found.EnumerateArray()),
            _ => found.GetString(),
        };
    }

    private static JsonElement Step(JsonElement at, string name) => at.ValueKind == JsonValueKind.Array
        ? at.EnumerateArray().Single(row => IsNamed(row, name))
        : at.GetProperty(name);

    /// <summary>By id, by quarter, by the day of a checkpoint, by the two ids of a pair.</summary>
    private static bool IsNamed(JsonElement row, string name) =>
        Word(row, "id") == name || Word(row, "quarter") == name || Word(row, "at")?.Split('T')[0] == name
        || $"{Word(row, "i")}~{Word(row, "j")}" == name;

    private static string? Word(JsonElement row, string member) => row.TryGetProperty(member, out var word) ? word.GetString() : null;
}
