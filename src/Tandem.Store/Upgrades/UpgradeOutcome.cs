using System.Collections.Immutable;

namespace Tandem.Store.Upgrades;

/// <summary>What became of an upgrade or of the way back. Whatever is neither <see cref="Upgraded"/> nor
/// <see cref="RolledBack"/> changed nothing.</summary>
public abstract record UpgradeOutcome
{
    private UpgradeOutcome()
    {
    }

    /// <summary>The schema is the newest already, or there is no database yet.</summary>
    public sealed record NothingToDo(Schema Schema) : UpgradeOutcome;

    public sealed record Upgraded(Schema Was, Backup? Backup) : UpgradeOutcome;

    /// <summary>Another program has the database open.</summary>
    public sealed record InUse : UpgradeOutcome;

    /// <summary>The program that makes or reads a backup of this database is not on this machine.</summary>
    public sealed record ProgramMissing(string Program) : UpgradeOutcome;

    public sealed record BackupFailed(string Why) : UpgradeOutcome;

    public sealed record MigrationFailed(string Migration, string Why) : UpgradeOutcome;

    public sealed record RolledBack(Backup To, Backup KeptAside) : UpgradeOutcome;

    public sealed record NoBackup : UpgradeOutcome;

    /// <summary>The newest backup is damaged, or of a schema that this program does not know.</summary>
    public sealed record BackupUnsound(Backup Backup) : UpgradeOutcome;

    /// <summary>The way back would undo what was written since, and nobody has said yes to that.</summary>
    public sealed record WouldLose(Backup Backup, ImmutableArray<Loss> Losses) : UpgradeOutcome;
}
