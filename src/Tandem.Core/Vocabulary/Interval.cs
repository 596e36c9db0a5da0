namespace Tandem.Core.Vocabulary;

/// <summary>A 90 % interval, both ends included, in the unit of the figure it belongs to.</summary>
public readonly record struct Interval(double Low, double High)
{
    public bool Overlaps(Interval other) => Low <= other.High && other.Low <= High;

    public Interval Clipped(double low, double high) => new(Math.Clamp(Low, low, high), Math.Clamp(High, low, high));
}
