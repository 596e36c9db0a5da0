using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Deeds;

/// <summary>What entries say of each other must be there, stand, and be of the right kind.</summary>
internal static class References
{
    extension(SharedRecord record)
    {
        /// <summary>The entry that a statement names. One that was withdrawn is as if it had never been.</summary>
        public EntryState? Standing(EntryId id) => record.Find(id) is { WithdrawnBy: 0 } state ? state : null;

        public Refusal? Missing(EntryId id, string member) =>
            record.Standing(id) is null ? new(RefusalCode.UnknownRef, member, id.Value) : null;

        /// <summary>Refused unless the entry stands and says a <typeparamref name="T"/>.</summary>
        public Refusal? MustBe<T>(EntryId id, string member)
            where T : Fact => record.MustBe(id, member, fact => fact is T);

        public Refusal? MustBe(EntryId id, string member, Func<Fact, bool> isRight) =>
            record.Missing(id, member) ?? (isRight(record.Find(id)!.Statement.Fact) ? null : record.WrongKind(id, member));

        private Refusal WrongKind(EntryId id, string member) =>
            new(RefusalCode.BadRefKind, member, record.Find(id)!.Statement.Fact.Kind);
    }
}
