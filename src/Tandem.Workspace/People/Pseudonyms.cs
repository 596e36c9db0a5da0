using System.Security.Cryptography;

namespace Tandem.Workspace.People;

/// <summary>Names for authors of entries that say nothing by themselves.</summary>
public static class Pseudonyms
{
    private const int Bytes = 6;

    /// <summary>As in <c>m-2b9f04c1d7ee</c>.</summary>
    public static string OfMember() => "m-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>As in <c>k-2b9f04c1d7ee</c>: a program that acts with a key.</summary>
    public static string OfKey() => "k-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));
}
