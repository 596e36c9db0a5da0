using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Tandem.Store;
using Tandem.Store.Upgrades;
using Tandem.Workspace.Text;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem upgrade</c>: an older database to the newest schema, after a backup, and back again.</summary>
internal static class UpgradeCommand
{
    private const double Megabyte = 1 << 20;

    public static Command Of(Texts help, TimeProvider time)
    {
        var check = new Option<bool>("--check") { Description = help["option.check"] };
        var rollback = new Option<bool>("--rollback") { Description = help["option.rollback"] };
        var noBackup = new Option<bool>("--no-backup") { Description = help["option.noBackup"] };
        var yes = new Option<bool>("--yes") { Description = help["option.yes"] };
        var place = new Place(help);
        var command = new Command("upgrade", help["upgrade.description"]) { check, rollback, noBackup, yes };
        place.AddTo(command);
        command.SetAction(async (line, ct) =>
        {
            var texts = place.TextsOf(line);
            if (new[] { check, rollback, noBackup }.Count(line.GetValue) > 1
                || (line.GetValue(yes) && !line.GetValue(rollback)))
            {
                Console.Error.WriteLine(texts["error.upgradeOptions"]);
                return ExitCode.Usage;
            }

            var options = place.StoreOf(line);
            var upgrade = StoreUpgrade.For(options, place.FolderOf(line), time);
            if (line.GetValue(check))
            {
                return Check(await upgrade.CheckAsync(ct), upgrade, options, texts, time.GetUtcNow());
            }

            void Tell(UpgradeStep step) => Console.Error.WriteLine(Sentence(step, texts));
            return Say(
                line.GetValue(rollback)
                    ? await upgrade.RollBackAsync(line.GetValue(yes), Tell, ct)
                    : await upgrade.UpgradeAsync(!line.GetValue(noBackup), Tell, ct),
                upgrade, options, texts);
        });
        return command;
    }

    /// <summary>Why a database was not opened, and what to do about it.</summary>
    public static string Refusal(WrongSchemaException wrong, Texts texts) => wrong.Schema.IsNewer
        ? texts.Say("error.schema.newer", wrong.Schema.Found, wrong.Schema.Wanted)
        : texts.Say("error.schema.older", wrong.Schema.Found, wrong.Schema.Wanted, WhereOf(wrong.Options));

    private static int Check(Schema schema, StoreUpgrade upgrade, StoreOptions options, Texts texts, DateTimeOffset now)
    {
        if (schema.IsOlder)
        {
            Console.WriteLine(texts.Say("upgrade.due", schema.Found, schema.Wanted));
            foreach (var migration in schema.Pending.Select(Schema.NameOf))
            {
                Console.WriteLine($"  {migration}: {texts["upgrade.step." + migration]}");
            }

            Console.WriteLine(texts.Say("upgrade.how", WhereOf(options)));
        }
        else
        {
            Console.WriteLine(Nothing(schema, texts));
        }

        List(upgrade, texts, now);
        return schema.IsOlder ? ExitCode.Nothing : ExitCode.Done;
    }

    private static void List(StoreUpgrade upgrade, Texts texts, DateTimeOffset now)
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

    private static int Say(UpgradeOutcome outcome, StoreUpgrade upgrade, StoreOptions options, Texts texts)
    {
        switch (outcome)
        {
            case UpgradeOutcome.NothingToDo nothing:
                Console.WriteLine(Nothing(nothing.Schema, texts));
                return ExitCode.Done;
            case UpgradeOutcome.Upgraded(var was, var backup):
                Console.WriteLine(texts.Say("upgrade.done", was.Found, was.Wanted));
                Console.WriteLine(backup is null
                    ? texts["upgrade.without"]
                    : texts.Say("upgrade.backupAt", backup.Path, WhereOf(options)));
                return ExitCode.Done;
            case UpgradeOutcome.RolledBack(var backup, var kept):
                Console.WriteLine(texts.Say("upgrade.rolledBack", backup.At.LocalDateTime, backup.Schema, kept.Path));
                return ExitCode.Done;
            case UpgradeOutcome.WouldLose(var backup, var losses):
                Console.Error.WriteLine(texts.Say("upgrade.wouldLose", backup.At.LocalDateTime));
                foreach (var loss in losses)
                {
                    Console.Error.WriteLine("  " + texts.Say("upgrade.loss", loss.Table, loss.Lost, loss.Returning));
                }

                Console.Error.WriteLine(texts.Say("upgrade.sayYes", WhereOf(options)));
                return ExitCode.Nothing;
            default:
                Console.Error.WriteLine(Failure(outcome, upgrade, texts));
                return ExitCode.Failed;
        }
    }

    private static string Failure(UpgradeOutcome outcome, StoreUpgrade upgrade, Texts texts) => outcome switch
    {
        UpgradeOutcome.InUse => texts["upgrade.inUse"],
        UpgradeOutcome.ProgramMissing(var program) => texts.Say("upgrade.noProgram", program),
        UpgradeOutcome.BackupFailed(var why) => texts.Say("upgrade.backupFailed", why),
        UpgradeOutcome.MigrationFailed(var migration, var why) => texts.Say("upgrade.failed", migration, why),
        UpgradeOutcome.NoBackup => texts.Say("upgrade.noBackup", upgrade.BackupFolder),
        UpgradeOutcome.BackupUnsound(var backup) => texts.Say("upgrade.unsound", backup.Path),
        _ => throw new UnreachableException(outcome.GetType().Name),
    };

    private static string Sentence(UpgradeStep step, Texts texts) => step switch
    {
        UpgradeStep.BackingUp => texts["upgrade.backingUp"],
        UpgradeStep.Migrating(var migration) => texts.Say("upgrade.migrating", Schema.NameOf(migration)),
        UpgradeStep.Comparing(var with) => texts.Say("upgrade.comparing", with.Path),
        UpgradeStep.PuttingBack(var backup) => texts.Say("upgrade.puttingBack", backup.Path),
        _ => throw new UnreachableException(step.GetType().Name),
    };

    private static string Nothing(Schema schema, Texts texts) =>
        schema.IsNew ? texts["upgrade.new"] : texts.Say("upgrade.current", schema.Found);

    /// <summary>The options that lead to the same database. A connection string is not repeated: it may hold a
    /// password.</summary>
    private static string WhereOf(StoreOptions options) => options.Folder switch
    {
        null => "--db CONNECTION",
        var folder when folder.Contains(' ', StringComparison.Ordinal) =>
            string.Create(CultureInfo.InvariantCulture, $"--data \"{folder}\""),
        var folder => "--data " + folder,
    };
}
