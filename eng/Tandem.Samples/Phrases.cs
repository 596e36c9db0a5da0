namespace Tandem.Samples;

/// <summary>The words that belong to no scene: greetings, closings, thanks, reminders, apologies.</summary>
internal sealed class Phrases(Scene scene)
{
    private static readonly Dictionary<string, Phrases> ByLanguage =
        ((string[])["en", "sv", "fr"])
            .ToDictionary(language => language, language => new Phrases(Script.Read(language)[0]));

    public static Phrases In(string language) => ByLanguage[language];

    /// <summary>One of the lines of a block.</summary>
    public string Line(string block, Dice dice) => dice.Pick(scene.Blocks[block].First().Split('\n'));

    /// <summary>One of several blocks of that name.</summary>
    public string Block(string block, Dice dice) => dice.Pick([.. scene.Blocks[block]]);

    /// <summary>A greeting, the words, a closing and the first name.</summary>
    public string Letter(string words, Person from, Person to, bool isMorning, Dice dice)
    {
        var hello = Line("greeting", dice);
        if (!isMorning)
        {
            hello = hello.Replace("Good morning", "Hello", StringComparison.Ordinal)
                .Replace("God morgon", "Hej", StringComparison.Ordinal);
        }

        var greeting = dice.Chance(0.9) ? hello.Replace("{name}", to.FirstName, StringComparison.Ordinal) + "\n\n" : "";
        var closing = dice.Chance(0.75) ? "\n\n" + Line("closing", dice) + "\n" + from.FirstName
            : "\n\n" + from.FirstName;
        return greeting + words + closing;
    }
}
