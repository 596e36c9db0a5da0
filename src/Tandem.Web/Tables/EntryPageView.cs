using System.Collections.Immutable;
using Tandem.Core.Facts;
using Tandem.Workspace;
using Tandem.Workspace.Ports;

namespace Tandem.Web.Tables;

/// <summary>Everything about one entry.</summary>
/// <param name="About">The entries that it names.</param>
/// <param name="Said">The entries that name it.</param>
/// <param name="Body">Its canonical bytes, as they are hashed.</param>
public sealed record EntryPageView(
    TableHead Head, EntryWords Words, EntryView Shown, ImmutableArray<ShownEntry> About, ImmutableArray<ShownEntry> Said,
    ImmutableDictionary<string, string> Authors, ImmutableArray<Attachment> Attachments, string Body, string? LeafHash, string? Notice,
    string? Problem);
