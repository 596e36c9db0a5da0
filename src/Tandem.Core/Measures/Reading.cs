using System.Collections.Immutable;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>
/// A figure with its reasons: what it is, how sure, from how much evidence, from which entries, and what one more entry would
/// make of it.
/// </summary>
public sealed record Reading
{
    public required MeasureCode Measure { get; init; }

    /// <summary>Whether it rests on evidence that only one side has; else on the shared ledger alone.</summary>
    public bool IsOnlyUs { get; init; }

    /// <summary>Whose it is: who trusts, decides, receives or owes the answer. <c>null</c> where it belongs to both.</summary>
    public Side? Side { get; init; }

    /// <summary><c>null</c> when nothing is known, or too little.</summary>
    public required double? Value { get; init; }

    /// <summary>90 %.</summary>
    public Interval? Interval { get; init; }

    /// <summary>What the figure is without any reason for it to be otherwise; reasons are counted from here.</summary>
    public required double Neutral { get; init; }

    /// <summary>The amount of evidence, in the unit of the measure: a sum of weights, or an effective number of entries.</summary>
    public required double Evidence { get; init; }

    /// <summary>With less evidence there is no figure.</summary>
    public required double EnoughEvidence { get; init; }

    public bool IsEnough => Value is not null && Evidence >= EnoughEvidence;

    /// <summary>What of the evidence one side claims and the other has not answered; <c>null</c> where that is not kept.</summary>
    public double? ClaimedEvidence { get; init; }

    /// <summary>With every disputed entry counted in full; <c>null</c> where nothing is disputed.</summary>
    public double? IfUpheld { get; init; }

    /// <summary>Whether the contributions add up to (value - neutral) exactly; else they say what the figure would be without.</summary>
    public bool IsAdditive { get; init; } = true;

    /// <summary>The entries behind it, the strongest first.</summary>
    public required ImmutableArray<Reason> Because { get; init; }

    public required ImmutableArray<OneMore> OneMore { get; init; }

    /// <summary>The sums of the formula, by the name that the formula gives them.</summary>
    public ImmutableArray<(string Name, double Number)> Sums { get; init; } = [];

    /// <summary>What stands beside it and explains nothing of it.</summary>
    public ImmutableArray<OneMore> Beside { get; init; } = [];

    /// <summary>The parameters that both sides agreed upon or that are fixed, by name.</summary>
    public required ImmutableArray<(string Name, double Number)> Parameters { get; init; }

    /// <summary>The charter whose parameters these are; <c>null</c>: the defaults.</summary>
    public EntryId? Charter { get; init; }
}

/// <summary>An entry, or several that count as one, with what it does to a figure.</summary>
/// <param name="What">A code: how it went, at what level, of which kind.</param>
/// <param name="Weight">How far it is attested: 1, 0.5 or 0.</param>
/// <param name="Size">What it weighs in the figure now.</param>
/// <param name="Contribution">What it adds to (value - neutral), or how far the value lies above what it would be without it.</param>
public sealed record Reason(
    ImmutableArray<EntryId> Entries, string What, double Weight, double? AgeDays, double Size, double Contribution)
{
    /// <summary>How good it was, from 0 to 1, where that is graded.</summary>
    public double? Grade { get; init; }
}

/// <summary>What one more entry would make of a figure, or how much it takes to reach a mark.</summary>
/// <param name="Code">What would happen, as a code.</param>
/// <param name="Value">The figure then; or an amount, a number of entries.</param>
public readonly record struct OneMore(string Code, double? Value);
