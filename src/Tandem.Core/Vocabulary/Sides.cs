namespace Tandem.Core.Vocabulary;

/// <summary>The same thing for both sides of a relationship; <c>Swapped</c> is what the other side sees.</summary>
public readonly record struct Sides<T>(T A, T B)
{
    public T this[Side side] => side == Side.A ? A : B;

    public Sides<T> Swapped => new(B, A);

    /// <summary>Written out, because a record would print its other side's other side for ever.</summary>
    public override string ToString() => $"({A}, {B})";

    public Sides<TOther> Select<TOther>(Func<T, TOther> of) => new(of(A), of(B));
}

/// <summary>Makers of <see cref="Sides{T}"/> whose type the compiler can infer.</summary>
public static class Sides
{
    public static Sides<T> Of<T>(Func<Side, T> of) => new(of(Side.A), of(Side.B));
}
