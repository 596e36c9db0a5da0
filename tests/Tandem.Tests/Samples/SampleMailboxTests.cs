using Shouldly;
using Tandem.Samples;

namespace Tandem.Tests.Samples;

public sealed class SampleMailboxTests
{
    private const int LargestFile = 1 << 20;

    [Fact]
    public void The_generator_makes_exactly_the_files_that_are_committed()
    {
        var made = SampleMailbox.Files().ToDictionary(file => file.File, file => file.Bytes);

        foreach (var (file, bytes) in made)
        {
            var committed = File.ReadAllBytes(Repository.PathOf("samples", file));
            bytes.AsSpan().SequenceEqual(committed).ShouldBeTrue(
                $"samples/{file} is not what eng/Tandem.Samples makes: run it again and commit what it writes");
        }

        Directory.GetFiles(Repository.PathOf("samples", "mail")).Length
            .ShouldBe(made.Keys.Count(file => file.StartsWith("mail/", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_culture_of_the_machine_changes_a_byte()
    {
        var before = Thread.CurrentThread.CurrentCulture;
        var expected = SampleMailbox.Files().SelectMany(file => file.Bytes).ToArray();

        Thread.CurrentThread.CurrentCulture = new("ar-SA");
        var made = SampleMailbox.Files().SelectMany(file => file.Bytes).ToArray();
        Thread.CurrentThread.CurrentCulture = before;

        made.AsSpan().SequenceEqual(expected).ShouldBeTrue();
    }

    [Fact]
    public void Each_file_is_small_and_ends_its_lines_with_a_line_feed_alone()
    {
        foreach (var (file, bytes) in SampleMailbox.Files())
        {
            bytes.Length.ShouldBeLessThan(LargestFile, file);
            bytes.ShouldNotContain((byte)'\r', file);
        }
    }
}
