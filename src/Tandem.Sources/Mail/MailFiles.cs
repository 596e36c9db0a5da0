using Tandem.Workspace.Ports;
using Tandem.Workspace.Readings;

namespace Tandem.Sources.Mail;

/// <summary>
/// The files behind the paths somebody gave: files as they are, folders with everything in them, a Maildir's `cur` and
/// `new` but not its `tmp`. Sorted by name, each file once, so that the same paths are always read in the same order.
/// </summary>
public static class MailFiles
{
    private static readonly HashSet<string> NeverMail = new(StringComparer.OrdinalIgnoreCase)
    {
        ".msf", ".dat", ".db", ".sqlite", ".json", ".js", ".index", ".cmeta", ".lock", ".uidvalidity", ".md", ".csv",
    };

    private static readonly HashSet<string> MaildirOwn = new(StringComparer.OrdinalIgnoreCase)
    {
        "dovecot-uidlist", "dovecot-keywords", "dovecot.index", "dovecot.index.log", "dovecot.index.cache", "subscriptions",
        "maildirfolder", "maildirsize", "courierimapuiddb", "courierimapsubscribed",
    };

    /// <summary>The files, and a problem for each path that is not there.</summary>
    public static (IReadOnlyList<RunFile> Files, IReadOnlyList<Problem> Problems) Under(IEnumerable<string> paths)
    {
        var files = new SortedDictionary<string, RunFile>(StringComparer.Ordinal);
        var problems = new List<Problem>();
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
            {
                AddFolder(path, files, problems);
            }
            else if (File.Exists(path))
            {
                Add(new FileInfo(path), path, files);
            }
            else
            {
                problems.Add(new(path, -1, ProblemReason.Unopenable));
            }
        }

        return ([.. files.Values], problems);
    }

    private static void AddFolder(string folder, SortedDictionary<string, RunFile> files, List<Problem> problems)
    {
        try
        {
            var isMaildir = Directory.Exists(Path.Combine(folder, "cur")) && Directory.Exists(Path.Combine(folder, "new"));
            foreach (var file in new DirectoryInfo(folder).EnumerateFiles())
            {
                if (!NeverMail.Contains(file.Extension) && !MaildirOwn.Contains(file.Name) && file.Name is not ".DS_Store")
                {
                    Add(file, Path.Combine(folder, file.Name), files);
                }
            }

            foreach (var inner in Directory.EnumerateDirectories(folder))
            {
                if (!(isMaildir && Path.GetFileName(inner) == "tmp") && new DirectoryInfo(inner).LinkTarget is null)
                {
                    AddFolder(inner, files, problems);
                }
            }
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            problems.Add(new(folder, -1, ProblemReason.Unopenable, broken.Message));
        }
    }

    /// <summary>Pipes, devices and empty files have no length and no mail; opening a pipe would wait for ever.</summary>
    private static void Add(FileInfo file, string shown, SortedDictionary<string, RunFile> files)
    {
        if (file.Length > 0)
        {
            files.TryAdd(file.FullName, new(shown, file.Length, file.LastWriteTimeUtc.Ticks));
        }
    }
}
