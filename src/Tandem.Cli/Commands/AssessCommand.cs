using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Imports;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Readings;
using Tandem.Workspace.Text;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem assess</c>: mail in, a reading out, nothing kept.</summary>
internal static class AssessCommand
{
    public static Command Of(Texts help, Func<IMailSource> source, TimeProvider time)
    {
        var paths = new Argument<string[]>("PATH") { Arity = ArgumentArity.OneOrMore, Description = help["option.paths"] };
        var us = new Option<string?>("--us") { Description = help["option.us"], HelpName = "DOMAIN,.." };
        var them = new Option<string?>("--them") { Description = help["option.them"], HelpName = "DOMAIN,.." };
        var since = new Option<string?>("--since") { Description = help["option.since"], HelpName = "DAY" };
        var until = new Option<string?>("--until") { Description = help["option.until"], HelpName = "DAY" };
        var at = new Option<string?>("--at") { Description = help["option.at"], HelpName = "INSTANT" };
        var zone = new Option<string?>("--zone") { Description = help["option.zone"], HelpName = "ZONE" };
        var hours = new Option<string?>("--hours") { Description = help["option.hours"], HelpName = "HOURS" };
        var lang = Place.LangOption(help);
        var json = new Option<bool>("--json") { Description = help["option.json"] };
        var why = new Option<bool>("--why") { Description = help["option.why"] };
        var command = new Command("assess", help["assess.description"]) { paths, us, them, since, until, at, zone, hours, lang, json, why };
        command.SetAction((line, ct) => Task.FromResult(new Assessing(source(), time, ct)
        {
            Paths = line.GetValue(paths) ?? [],
            Us = line.GetValue(us),
            Them = line.GetValue(them),
            Since = line.GetValue(since),
            Until = line.GetValue(until),
            At = line.GetValue(at),
            Zone = line.GetValue(zone),
            Hours = line.GetValue(hours),
            Lang = line.GetValue(lang),
            Json = line.GetValue(json),
            Why = line.GetValue(why),
        }.Run()));
        return command;
    }

    private sealed class Assessing(IMailSource source, TimeProvider time, CancellationToken ct)
    {
        public required IReadOnlyList<string> Paths { get; init; }

        public string? Us { get; init; }

        public string? Them { get; init; }

        public string? Since { get; init; }

        public string? Until { get; init; }

        public string? At { get; init; }

        public string? Zone { get; init; }

        public string? Hours { get; init; }

        public string? Lang { get; init; }

        public bool Json { get; init; }

        public bool Why { get; init; }

        public int Run()
        {
            if (!Sight.TryLanguage(Lang, out var culture, out var error))
            {
                return Refuse(error);
            }

            var texts = Texts.ForTerminal(culture);
            if (!TryOptions(texts, culture, out var options, out error))
            {
                return Refuse(error);
            }

            var (mailbox, totals) = Read(options);
            if (ct.IsCancellationRequested)
            {
                return ExitCode.Cancelled;
            }

            var report = mailbox.Report(totals, options.Since, options.Until);
            var reading = Us is null || Them is null || report.Messages == 0 ? null : ReadingOf(mailbox, options);
            return Show(texts, report, reading);
        }

        private static int Refuse(string? error)
        {
            Console.Error.WriteLine(error);
            return ExitCode.Usage;
        }

        private bool TryOptions(Texts texts, CultureInfo culture, out ReadingOptions options, out string? error)
        {
            options = new() { Parties = default, Names = new(Sight.NameOf(Us), Sight.NameOf(Them)) };
            if (!Sight.TryParties(Us, Them, texts, out var parties, out error)
                || !Sight.TryInstant("--since", Since, texts, out var since, out error)
                || !Sight.TryInstant("--until", Until, texts, out var until, out error)
                || !Sight.TryInstant("--at", At, texts, out var at, out error)
                || !Sight.TryClocks(Zone, Hours, texts, out var clocks, out error))
            {
                return false;
            }

            if (since >= until)
            {
                error = texts.Say("error.period", Since, Until);
                return false;
            }

            options = options with
            {
                Parties = parties,
                Since = since,
                Until = until,
                At = at,
                Hours = clocks.Select(clock => clock ?? WorkingHours.Default),
                LatestPlausible = time.GetUtcNow() + ReadingOptions.ClockSlack,
                Culture = culture,
            };
            return true;
        }

        private (Mailbox Mailbox, ReadTotals Totals) Read(ReadingOptions options)
        {
            var salt = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
            using var progress = new ReadingProgress(time, options.Culture, isShown: !Json);
            var mailbox = new Mailbox(new Key(salt), progress.Tell);
            return (mailbox, source.Read(Paths, new(options.Parties), mailbox, ct));
        }

        private MailReading ReadingOf(Mailbox mailbox, ReadingOptions options)
        {
            var draft = DraftReading.Of(mailbox.Mail, options);
            return draft.With(source.Texts(mailbox.Want(draft.Mentioned), ct));
        }

        private int Show(Texts texts, MailboxReport report, MailReading? reading)
        {
            if (Json)
            {
                Console.Out.WriteLine(AssessJson.Of(report, reading).Write());
            }
            else if (reading is null)
            {
                new AssessText(Terminal.For(texts), report).Organizations();
            }
            else
            {
                new AssessText(Terminal.For(texts), report).Reading(reading, Why);
            }

            return Judge(texts, report, reading);
        }

        /// <summary>What there is to say on standard error, and the exit code: the same for people and programs.</summary>
        private int Judge(Texts texts, MailboxReport report, MailReading? reading)
        {
            if (report.Messages == 0)
            {
                Console.Error.WriteLine(texts["error.noMail"]);
                return ExitCode.Nothing;
            }

            if (reading is null)
            {
                var isHalf = Us is not null || Them is not null;
                Console.Error.Write(isHalf ? texts["error.bothSides"] + Environment.NewLine : "");
                return isHalf ? ExitCode.Usage : ExitCode.Done;
            }

            foreach (var side in new[] { Side.A, Side.B }.Where(side => reading.Counts[side].Messages == 0))
            {
                Console.Error.WriteLine(texts.Say("error.noSide", reading.Counts[side].Name));
            }

            return ExitCode.Done;
        }
    }
}
