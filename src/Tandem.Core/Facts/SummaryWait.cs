using Tandem.Core.Vocabulary;

namespace Tandem.Core.Facts;

/// <summary>One wait of a mail summary.</summary>
/// <param name="Hours">Working hours of the side that owes the answer.</param>
public readonly record struct SummaryWait(Side OwedBy, double Hours, bool Answered)
{
    internal static SummaryWait Read(Body body) => new(
        body.Side("owed_by"), body.Number("hours", 0, double.MaxValue), body.Truth("answered"));
}
