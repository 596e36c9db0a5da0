namespace Tandem.Cli;

/// <summary>What the process says when it ends; documented in docs/reference/cli.md.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>Nothing to work on: no mail found, no such import, an empty data folder. Or something waits to be done: an upgrade, a yes.</summary>
    public const int Nothing = 1;

    /// <summary>The command line makes no sense.</summary>
    public const int Usage = 2;

    /// <summary>The surroundings failed: a port is taken, a disk is full, a database does not answer, or has another schema.</summary>
    public const int Failed = 3;

    /// <summary>The member's role does not give the right to it.</summary>
    public const int NotAllowed = 4;

    /// <summary>Ended by Ctrl+C, as shells expect it.</summary>
    public const int Cancelled = 130;
}
