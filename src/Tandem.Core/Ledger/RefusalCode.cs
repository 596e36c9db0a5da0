namespace Tandem.Core.Ledger;

/// <summary>Why an entry is not taken in. In the order in which the rules are asked: the first that fails is named.</summary>
public enum RefusalCode
{
    BadJson,
    MissingField,
    BadId,
    DuplicateId,
    BadSide,
    BadInstant,
    RecordedDecreases,
    UnknownKind,
    BadBody,
    BadSeal,
    UnknownRef,
    BadRefKind,
    WrongAuthor,
    NotDisputable,
    AlreadyDisputed,
    NotWithdrawable,
    NotProposed,
    AlreadyClosed,
    AlreadyInForce,
    NoRate,
    TooFewRespondents,
}
