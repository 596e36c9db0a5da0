using System.Collections.Immutable;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Facts;

/// <summary>What an entry says. A closed family: one record for each kind of entry, one file each.</summary>
public abstract record Fact
{
    private protected Fact()
    {
    }

    /// <summary>The kind as entries name it, such as <c>risk_transfer</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>The entries that the body names.</summary>
    public virtual ImmutableArray<EntryId> References => [];

    /// <summary>Every worth that the body names: its currency needs a rate.</summary>
    public virtual ImmutableArray<Worth> Worths => [];

    /// <summary>
    /// Whether the entry can be claimed, disputed and confirmed as true. Otherwise it stands for itself: <see cref="Favours"/>
    /// is <c>null</c>.
    /// </summary>
    /// <param name="enteredBy">The side that enters it.</param>
    /// <param name="about">What the entry is about, for kinds that answer another one (a resolution's commitment, a repair's wrong).</param>
    /// <returns>The side in whose interest the entry is; <c>null</c> for none.</returns>
    public virtual Side? Favours(Side enteredBy, Fact? about) => null;
}
