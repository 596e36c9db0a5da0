using Tandem.Core.Facts;

namespace Tandem.Core.Relationship;

/// <summary>What an entry says of another one that depends on it. A commitment or a risk that names another one does not change that one.</summary>
internal enum WordKind
{
    None,
    Confirmation,
    Dispute,
    Withdrawal,
    Agreement,
    Resolution,
    Repair,
    Forgiveness,
    Response,
    Consent,
    Realisation,
}

internal static class WordKinds
{
    public static WordKind Of(Fact fact) => fact switch
    {
        Confirmation => WordKind.Confirmation,
        Dispute => WordKind.Dispute,
        Withdrawal => WordKind.Withdrawal,
        Agreement => WordKind.Agreement,
        Resolution => WordKind.Resolution,
        Repair => WordKind.Repair,
        Forgiveness => WordKind.Forgiveness,
        Response => WordKind.Response,
        Consent => WordKind.Consent,
        Realisation => WordKind.Realisation,
        _ => WordKind.None,
    };
}
