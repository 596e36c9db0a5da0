using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Record;

/// <summary>Which charter is in force, entry after entry, without holding any other entry.</summary>
internal sealed class CharterWatch
{
    private readonly Dictionary<EntryId, Charter> proposed = [];

    public Charter? InForce { get; private set; }

    public void Add(Statement statement)
    {
        switch (statement.Fact)
        {
            case Charter charter:
                proposed[statement.Id] = charter;
                break;
            case Withdrawal { Of: var of }:
                proposed.Remove(of);
                break;
            case Confirmation { Of: var of } when proposed.Remove(of, out var signed):
                InForce = signed;
                break;
            default:
                break;
        }
    }
}
