namespace Tandem.Cli.Commands;

/// <summary>What a command was asked to look for.</summary>
/// <param name="Value"><c>null</c> where it is not there; a sentence said why.</param>
/// <param name="Ended">The exit code then.</param>
internal readonly record struct Found<T>(T? Value, int Ended)
    where T : class
{
    public static implicit operator Found<T>(T value) => new(value, ExitCode.Done);

    /// <summary>Says on standard error why it is not there.</summary>
    public static Found<T> Not(int ended, string sentence)
    {
        Console.Error.WriteLine(sentence);
        return new(null, ended);
    }
}
