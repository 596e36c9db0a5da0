namespace Tandem.Tests.Cli;

/// <summary>Tests that read the console of this process: nothing runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OwnConsole
{
    public const string Name = "The console of this process";
}
