namespace Tandem.Core.Advice;

/// <summary>How a figure is to be said.</summary>
public enum FigureKind
{
    /// <summary>A plain number.</summary>
    Number,

    /// <summary>A part of a whole, from 0 to 1.</summary>
    Share,

    /// <summary>Working hours.</summary>
    Hours,

    Days,

    /// <summary>In the yardstick of the relationship.</summary>
    Worth,
}

/// <summary>A number that made an action a suggestion: for the sentence that says why now.</summary>
public readonly record struct Figure(string Name, FigureKind Kind, double Value);
