using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Shouldly;
using Tandem.Core.Ledger;
using Tandem.Tests.Mail;

namespace Tandem.Tests.Ledger;

/// <summary>The proofs of transparency-dev/merkle, most of which are wrong in one small way.</summary>
public sealed class OutsideMerkleTests
{
    private const string Folder = "merkle/tdev/testdata";

    [Theory]
    [InlineData("inclusion")]
    [InlineData("consistency")]
    public void Proofs_of_another_project_hold_or_are_refused_as_it_says(string kind)
    {
        if (Conformance.Folder is not { } outside || Path.Combine(outside, Folder, kind) is var folder && !Directory.Exists(folder))
        {
            TestContext.Current.TestOutputHelper?.WriteLine("No TANDEM_CONFORMANCE: nothing was compared.");
            return;
        }

        var files = Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories);

        var differing = files.Where(file =>
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var holds = kind == "inclusion" ? IsIncluded(document.RootElement) : IsConsistent(document.RootElement);
            return holds == document.RootElement.GetProperty("wantErr").GetBoolean();
        });

        files.Length.ShouldBe(98);
        differing.ShouldBeEmpty();
    }

    private static bool IsIncluded(JsonElement example) =>
        SizeOf(example, "leafIdx") is { } index && SizeOf(example, "treeSize") is { } size && HashesOf(example) is { } hashes
        && Hash.TryParseBase64(example.Word("leafHash"), out var leaf) && Hash.TryParseBase64(example.Word("root"), out var root)
        && new InclusionProof(index, size, hashes).Verify(leaf, root) == ProofOutcome.Holds;

    private static bool IsConsistent(JsonElement example) =>
        SizeOf(example, "size1") is { } first && SizeOf(example, "size2") is { } second && HashesOf(example) is { } hashes
        && RootOf(example.Word("root1")) is { } firstRoot && RootOf(example.Word("root2")) is { } secondRoot
        && new ConsistencyProof(first, second, hashes).Verify(firstRoot, secondRoot) == ProofOutcome.Holds;

    /// <summary>Their sizes go to 2^64; what a <c>long</c> cannot say is refused by the type.</summary>
    private static long? SizeOf(JsonElement example, string name) =>
        example.GetProperty(name).TryGetInt64(out var size) ? size : null;

    /// <summary>Some of their roots are words, where only equality matters; such a word's hash stands for it.</summary>
    private static Hash? RootOf(string text) => Hash.TryParseBase64(text, out var root) ? root
        : text.Length == 0 ? null : Hash.Of(Encoding.UTF8.GetBytes(text));

    private static ImmutableArray<Hash>? HashesOf(JsonElement example)
    {
        var proof = example.GetProperty("proof");
        var read = ImmutableArray<Hash>.Empty;
        foreach (var text in proof.ValueKind == JsonValueKind.Null ? [] : proof.EnumerateArray().Select(hash => hash.GetString()))
        {
            if (!Hash.TryParseBase64(text, out var hash))
            {
                return null;
            }

            read = read.Add(hash);
        }

        return read;
    }
}
