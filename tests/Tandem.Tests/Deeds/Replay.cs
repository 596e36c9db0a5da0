using System.Text;
using Tandem.Core.Deeds;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;

namespace Tandem.Tests.Deeds;

/// <summary>Lines decided upon one after another, as a new relationship would.</summary>
internal static class Replay
{
    public static (SharedRecord Record, List<(int Line, Refusal Refusal)> Refused) Of(IEnumerable<string> lines)
    {
        var record = new SharedRecord(RecordHead.Empty);
        var refused = new List<(int, Refusal)>();
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            switch (Admission.Decide(record, Line.Read(Encoding.UTF8.GetBytes(line))))
            {
                case Verdict.Accepted { Statement: var statement }:
                    _ = record.Apply(statement);
                    break;
                case Verdict.Refused { Refusal: var refusal }:
                    refused.Add((number, refusal));
                    break;
            }
        }

        return (record, refused);
    }
}
