using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Shouldly;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Tests.Mail;

namespace Tandem.Tests.Ledger;

public sealed class SignedNoteTests
{
    private const string Text = "What was agreed.\n\nÅ ena sidan, å andra sidan.\n";

    [Fact]
    public void A_note_is_read_back_byte_for_byte_and_verifies()
    {
        var note = SignedNote.Sign(Text, LogKeys.Origin, LogKeys.Ours);

        SignedNote.TryParse(note.ToBytes(), out var read, out var problem).ShouldBeTrue();

        problem.ShouldBe(default);
        read!.Text.ShouldBe(Text);
        read.ToBytes().ShouldBe(note.ToBytes());
        read.Verify([LogKeys.OurKey]).ShouldBe(NoteOutcome.Verified);
        read.Signatures.Single().IsOf(LogKeys.OurKey).ShouldBeTrue();
    }

    [Fact]
    public void Nobody_vouches_for_a_note_whose_signers_are_unknown()
    {
        var note = SignedNote.Sign(Text, LogKeys.Origin, LogKeys.Ours);

        note.Verify([]).ShouldBe(NoteOutcome.NotSigned);
        note.Verify([NoteKey.Of(LogKeys.Origin, LogKeys.Others)]).ShouldBe(NoteOutcome.NotSigned);
        note.Verify([NoteKey.Of("other.example", LogKeys.Ours)]).ShouldBe(NoteOutcome.NotSigned);
    }

    [Fact]
    public void While_keys_are_changed_either_key_is_enough()
    {
        var note = SignedNote.Sign(Text, LogKeys.Origin, LogKeys.Ours).WithSignature("new.example", LogKeys.Others);

        note.Verify([LogKeys.OurKey]).ShouldBe(NoteOutcome.Verified);
        note.Verify([NoteKey.Of("new.example", LogKeys.Others)]).ShouldBe(NoteOutcome.Verified);
    }

    [Fact]
    public void A_key_may_sign_twice_if_both_are_right_and_may_be_known_twice()
    {
        var note = SignedNote.Sign(Text, LogKeys.Origin, LogKeys.Ours).WithSignature(LogKeys.Origin, LogKeys.Ours);

        note.Verify([LogKeys.OurKey, NoteKey.Of(LogKeys.Origin, LogKeys.Ours)]).ShouldBe(NoteOutcome.Verified);
    }

    /// <summary>Two keys whose ids, of four bytes each, happen to be the same: found by trying a hundred thousand.</summary>
    [Fact]
    public void Two_known_keys_of_one_name_and_id_vouch_for_nothing()
    {
        using var one = LogKeys.Key(111_185);
        using var two = LogKeys.Key(112_152);
        var (first, second) = (NoteKey.Of(LogKeys.Origin, one), NoteKey.Of(LogKeys.Origin, two));
        first.Id.ShouldBe(second.Id);
        first.ShouldNotBe(second);

        var note = SignedNote.Sign(Text, LogKeys.Origin, one);

        note.Verify([first]).ShouldBe(NoteOutcome.Verified);
        note.Verify([second]).ShouldBe(NoteOutcome.WrongSignature);
        note.Verify([first, second]).ShouldBe(NoteOutcome.AmbiguousKeys);
    }

    /// <summary>The example of Go's note package: an algorithm that Tandem does not verify, and a note that it reads.</summary>
    [Fact]
    public void A_note_of_an_unknown_algorithm_is_read_and_vouched_for_by_nobody()
    {
        if (Conformance.Find("merkle/note-vector.json") is not { } file)
        {
            TestContext.Current.TestOutputHelper?.WriteLine("No TANDEM_CONFORMANCE: nothing was compared.");
            return;
        }

        using var example = JsonDocument.Parse(File.ReadAllBytes(file));
        SignedNote.TryParse(Encoding.UTF8.GetBytes(example.RootElement.Word("signed_note")), out var note, out _).ShouldBeTrue();

        note!.Text.ShouldBe(example.RootElement.Word("text"));
        note.Signatures.Single().Name.ShouldBe("PeterNeumann");
        note.Signatures.Single().KeyId.ShouldBe(0xc74f20a3u);
        note.Signatures.Single().Bytes.Length.ShouldBe(64);
        note.Verify([LogKeys.OurKey]).ShouldBe(NoteOutcome.NotSigned);
        NoteKey.TryParse(example.RootElement.Word("verifier_key"), out _, out var problem).ShouldBeFalse();
        problem.Error.ShouldBe(FormatError.KeyAlgorithm);
    }

    [Theory]
    [InlineData("a\tb\n\n— x AAAAAAA=\n", FormatError.ControlCharacter, 0)]
    [InlineData("a\n", FormatError.NoSignatures, 0)]
    [InlineData("a\n\n", FormatError.NoSignatures, 0)]
    [InlineData("a\n\n— x AAAAAAA=\n- x AAAAAAA=\n", FormatError.SignatureLine, 4)]
    public void What_is_no_note_says_where_and_why(string text, FormatError error, int line)
    {
        SignedNote.TryParse(Encoding.UTF8.GetBytes(text), out _, out var problem).ShouldBeFalse();

        problem.ShouldBe(new(error, line));
    }

    [Fact]
    public void Notes_have_limits()
    {
        SignedNote.TryParse(new byte[Limits.NoteBytes + 1], out _, out var tooLong).ShouldBeFalse();
        tooLong.Error.ShouldBe(FormatError.TooLong);
        SignedNote.TryParse([0xff], out _, out var notUtf8).ShouldBeFalse();
        notUtf8.Error.ShouldBe(FormatError.NotUtf8);
        var sixteen = Text + "\n" + string.Concat(Enumerable.Repeat($"— x {Convert.ToBase64String(new byte[5000])}\n", 16));
        SignedNote.TryParse(Encoding.UTF8.GetBytes(sixteen), out _, out _).ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("no newline at the end")]
    [InlineData("a\rb\n")]
    public void What_cannot_be_read_back_is_not_signed(string text) =>
        Should.Throw<ArgumentException>(() => SignedNote.Sign(text, LogKeys.Origin, LogKeys.Ours));

    [Fact]
    public void Half_a_character_is_not_signed() =>
        Should.Throw<ArgumentException>(() => SignedNote.Sign("half a \ud800 character\n", LogKeys.Origin, LogKeys.Ours));

    [Fact]
    public void A_key_is_read_back_from_its_text()
    {
        NoteKey.TryParse(LogKeys.OurKey.ToString(), out var key, out _).ShouldBeTrue();

        key.ShouldBe(LogKeys.OurKey);
        key!.GetHashCode().ShouldBe(LogKeys.OurKey.GetHashCode());
        Should.Throw<ArgumentException>(() => NoteKey.Of("a b", LogKeys.Ours));
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Should.Throw<ArgumentException>(() => NoteKey.Of("a", other));
    }

    [Fact]
    public void A_smudged_note_never_breaks_the_reader_and_never_vouches_for_another_text()
    {
        var original = SignedNote.Sign(Text, LogKeys.Origin, LogKeys.Ours).WithSignature("stranger.example", LogKeys.Others).ToBytes();

        Law.Holds((dice, size) =>
        {
            var bytes = Smudge.On(dice, original, size / 15);
            if (SignedNote.TryParse(bytes, out var note, out var problem))
            {
                note.ToBytes().ShouldBe(bytes);
                (note.Verify([LogKeys.OurKey]) != NoteOutcome.Verified || note.Text == Text).ShouldBeTrue();
            }

            (note is null).ShouldBe(problem != default);
        }, cases: 6000);
    }

    [Fact]
    public void A_smudged_key_never_breaks_the_reader_and_is_never_the_same_key() => Law.Holds((dice, size) =>
    {
        var text = Encoding.Latin1.GetString(Smudge.On(dice, Encoding.Latin1.GetBytes(LogKeys.OurKey.ToString()), size / 30));
        var read = NoteKey.TryParse(text, out var key, out var problem);

        read.ShouldBe(problem == default);
        (key is null || key.ToString() == text).ShouldBeTrue();
    }, cases: 3000);

    [Fact]
    public void A_smudged_signature_verifies_nothing_and_throws_nothing()
    {
        var text = Encoding.UTF8.GetBytes(Text);
        var signature = LogKeys.Ours.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        LogKeys.OurKey.Verifies(text, signature).ShouldBeTrue();

        Law.Holds((dice, size) =>
            Smudge.On(dice, signature, size / 10) is var bytes
            && (bytes.SequenceEqual(signature) || !LogKeys.OurKey.Verifies(text, bytes)), cases: 2000);
    }
}
