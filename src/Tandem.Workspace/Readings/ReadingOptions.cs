using System.Globalization;
using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Readings;

/// <summary>What a reading is made for.</summary>
public sealed record ReadingOptions
{
    /// <summary>How far ahead somebody's clock may be before a date counts as a mistake.</summary>
    public static readonly TimeSpan ClockSlack = TimeSpan.FromDays(2);

    public required Sides<Party> Parties { get; init; }

    public required Sides<string> Names { get; init; }

    /// <summary>Whose mail it is that is being read.</summary>
    public Side Own { get; init; } = Side.A;

    /// <summary>The instant of the reading; <c>null</c>: the newest plausible message.</summary>
    public DateTimeOffset? At { get; init; }

    public DateTimeOffset? Since { get; init; }

    public DateTimeOffset? Until { get; init; }

    /// <summary>Dates later than this are mistakes of somebody's clock and never the newest message.</summary>
    public DateTimeOffset LatestPlausible { get; init; } = DateTimeOffset.MaxValue;

    public Sides<WorkingHours> Hours { get; init; } = new(WorkingHours.Default, WorkingHours.Default);

    public CultureInfo Culture { get; init; } = CultureInfo.InvariantCulture;
}
