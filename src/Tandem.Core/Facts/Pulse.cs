using System.Collections.Immutable;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Facts;

/// <summary>The means of one side's answers in a pulse round, written when the round closes.</summary>
/// <param name="Items">Mean answer by item, 1 to 5, about the other side.</param>
/// <param name="Self">The same about the own side.</param>
/// <param name="ShareEstimate">What share of the whole the side believes it gives, 0 to 1.</param>
public sealed record Pulse(
    string Round, Side Side, int Respondents, ImmutableDictionary<string, double> Items,
    ImmutableDictionary<string, double> Self, double? ShareEstimate) : Fact
{
    public override string Kind => "pulse";

    internal static Pulse Read(Body body) => new(
        body.Code("round"), body.Side("side"), body.Whole("respondents"), body.Members("items", Mean),
        body.Has("self") ? body.Members("self", Mean) : ImmutableDictionary<string, double>.Empty,
        body.OptionalNumber("share_estimate", 0, 1));

    private static double Mean(Body items, string item) => items.Number(item, 1, 5);
}
