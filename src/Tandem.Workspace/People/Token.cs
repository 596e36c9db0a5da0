using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Tandem.Workspace.People;

/// <summary>A secret that somebody is handed once. Only its digest is kept, which is enough to know it again.</summary>
public readonly record struct Token(string Value)
{
    /// <summary>What every API key begins with, so that one is recognised where it should not lie.</summary>
    public const string KeyPrefix = "tdm_";

    private const int Bytes = 32;
    private const int Longest = 200;

    public static Token New(string prefix = "") => new(prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));

    /// <summary>SHA-256: the token is as long as its digest, so there is nothing to guess.</summary>
    public byte[] Digest() => SHA256.HashData(Encoding.UTF8.GetBytes(Value.Length <= Longest ? Value : ""));

    /// <summary>Never printed by accident.</summary>
    public override string ToString() => "(a token)";
}
