using Tandem.Core.Facts;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>One side's answers in a pulse round; the latest round of a side counts (rule R18).</summary>
public sealed record PulsePosting(Pulse Pulse) : Posting
{
    internal override void Enter(Books books, Matter matter, int sign) => Books.Note(books.Pulses[Pulse.Side], matter, Pulse, sign);
}
