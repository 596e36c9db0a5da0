namespace Tandem.Core.Vocabulary;

/// <summary>One of the two organizations of a relationship. The two are equal: nothing but the letter tells them apart.</summary>
public enum Side
{
    A,
    B,
}

public static class SideWords
{
    extension(Side side)
    {
        public Side Other => side == Side.A ? Side.B : Side.A;
    }
}
