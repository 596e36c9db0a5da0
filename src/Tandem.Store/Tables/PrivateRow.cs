using Tandem.Core.Vocabulary;

namespace Tandem.Store.Tables;

/// <summary>
/// What belongs to one side of one relationship. The two columns come first in every key, unique index and foreign key,
/// so that a relationship can one day live on any machine.
/// </summary>
internal abstract class PrivateRow
{
    public Guid RelationshipId { get; set; }

    public Side Side { get; set; }
}
