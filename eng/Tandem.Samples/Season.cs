namespace Tandem.Samples;

/// <summary>How one side behaves for some months.</summary>
/// <param name="Starts">Conversations it begins in a month.</param>
/// <param name="Hours">Working hours to an answer: the quickest, then each sixth of the way to the slowest.</param>
/// <param name="Weeks">The share of asks answered only after weeks.</param>
/// <param name="Never">The share of asks never answered.</param>
/// <param name="Reminds">The probability of a reminder while it waits.</param>
internal sealed record Habit(int Starts, double[] Hours, double Weeks, double Never, double Reminds)
{
    /// <summary>Working hours to the answer, or <c>null</c> for none.</summary>
    public double? Delay(Dice dice)
    {
        var fate = dice.Unit();
        if (fate < Never)
        {
            return null;
        }

        return fate < Never + Weeks ? 60 + (dice.Unit() * 140) : Between(dice.Unit());
    }

    private double Between(double share)
    {
        var place = share * (Hours.Length - 1);
        var below = (int)place;
        return Hours[below] + ((place - below) * (Hours[below + 1] - Hours[below]));
    }
}

/// <summary>The story in figures: a good start, Norrvik growing slow, and the turn for the better in March
/// 2026.</summary>
internal static class Season
{
    public const int Months = 24;

    /// <summary>The first month in which answers come late.</summary>
    public const int GrowsSlow = 8;

    /// <summary>The month of the meeting in Malmö, after which things are better.</summary>
    public const int Turns = 18;

    public static readonly DateTimeOffset Begins = new(2024, 9, 2, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Ends = new(2026, 8, 28, 14, 30, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Meeting = new(2026, 3, 13, 8, 0, 0, TimeSpan.Zero);

    public static Habit Of(Group group, int month)
    {
        var slide = Math.Clamp((month - GrowsSlow) / 6.0, 0, 1); // from first signs to its worst within half a year
        return (group, month) switch
        {
            (Group.Us, < GrowsSlow) => new(13, [0.1, 0.6, 1.5, 2.8, 5, 8, 14], 0.01, 0.01, 0.4),
            (Group.Us, < Turns) => new(16 + (int)(5 * slide), [0.1, 0.8, 1.9, 3.5, 6, 10, 17], 0.02, 0.02, 0.75),
            (Group.Us, _) => new(14, [0.1, 0.7, 1.7, 3.2, 5.5, 9, 16], 0.015, 0.02, 0.5),
            (_, < GrowsSlow) => new(13, [0.1, 0.8, 2, 3.5, 6, 9, 16], 0.015, 0.015, 0.3),
            (_, < Turns) => new(10 - (int)(4 * slide),
                [0.3, 3, 8, 14 + (6 * slide), 24 + (10 * slide), 40 + (15 * slide), 75],
                0.06 + (0.16 * slide), 0.06 + (0.15 * slide), 0.3),
            _ => new(13, [0.2, 1.5, 4, 7, 11, 18, 34], 0.05, 0.05, 0.35),
        };
    }

    public static int MonthOf(DateTimeOffset instant) => ((instant.Year - 2024) * 12) + instant.Month - 9;
}
