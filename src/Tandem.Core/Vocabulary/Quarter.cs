namespace Tandem.Core.Vocabulary;

/// <summary>A calendar quarter in UTC; <c>default</c> is the first quarter of year 0, before all evidence.</summary>
public readonly record struct Quarter(int Index) : IComparable<Quarter>
{
    public int Year => Index / 4;

    public int Number => (Index % 4) + 1;

    public DateTimeOffset Start => new(Year, ((Number - 1) * 3) + 1, 1, 0, 0, 0, TimeSpan.Zero);

    public DateTimeOffset End => Next.Start;

    public Quarter Next => new(Index + 1);

    public static Quarter Of(DateTimeOffset instant) => new((instant.UtcDateTime.Year * 4) + ((instant.UtcDateTime.Month - 1) / 3));

    public int CompareTo(Quarter other) => Index.CompareTo(other.Index);

    public static bool operator <(Quarter left, Quarter right) => left.Index < right.Index;

    public static bool operator >(Quarter left, Quarter right) => left.Index > right.Index;

    public static bool operator <=(Quarter left, Quarter right) => left.Index <= right.Index;

    public static bool operator >=(Quarter left, Quarter right) => left.Index >= right.Index;

    /// <summary>As in <c>2026-Q3</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Year:0000}-Q{Number}");
}
