using Tandem.Store.Upgrades;
using Tandem.Workspace.Text;

namespace Tandem.Cli.Commands;

/// <summary>Backups with their age: each holds what was erased after it was made.</summary>
internal static class BackupList
{
    private const double Megabyte = 1 << 20;

    public static void Write(StoreUpgrade upgrade, Texts texts, DateTimeOffset now)
    {
        if (upgrade.BackupsMade is not { IsEmpty: false } backups)
        {
            return;
        }

        Console.WriteLine();
        Console.WriteLine(texts.Say("upgrade.backups", upgrade.BackupFolder));
        foreach (var backup in backups)
        {
            var days = (long)Math.Max(0, (now - backup.At).TotalDays);
            Console.WriteLine(
                "  " + texts.Count("upgrade.backup", days, Path.GetFileName(backup.Path), backup.Bytes / Megabyte));
        }
    }
}
