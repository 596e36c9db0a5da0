namespace Tandem.Store.Upgrades;

/// <summary>What an upgrade is about to do, for whoever waits.</summary>
public abstract record UpgradeStep
{
    private UpgradeStep()
    {
    }

    public sealed record BackingUp : UpgradeStep;

    public sealed record Migrating(string Migration) : UpgradeStep;

    public sealed record Comparing(Backup With) : UpgradeStep;

    public sealed record PuttingBack(Backup Backup) : UpgradeStep;
}
