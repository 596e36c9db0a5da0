using Tandem.Cli.Commands;
using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;
using Tandem.Sources.Mail;
using Tandem.Workspace.Imports;
using Tandem.Workspace.Readings;

var us = args.SkipWhile(a => a != "--us").Skip(1).FirstOrDefault();
var them = args.SkipWhile(a => a != "--them").Skip(1).FirstOrDefault();
var paths = args.TakeWhile(a => !a.StartsWith("--", StringComparison.Ordinal)).ToList();
var parties = new Sides<Party>(us is null ? Party.Nobody : Party.Of(us.Split(',')), them is null ? Party.Nobody : Party.Of(them.Split(',')));
var mailbox = new Mailbox(new Key(42));
var reader = new MailReader();
reader.Read(paths, new(parties), mailbox, CancellationToken.None);
MailReading? reading = null;
if (us is not null)
{
    var draft = DraftReading.Of(mailbox.Mail, new() { Parties = parties, Names = new("us", "them") });
    reading = draft.With(reader.Texts(mailbox.Want(draft.Mentioned), CancellationToken.None));
}

Console.WriteLine(AssessJson.Of(mailbox.Report(null, null), reading).Write());
return 0;
