using Tandem.Core.Measures;

namespace Tandem.Web.Depth;

/// <summary>Which page of the playbook a figure belongs to.</summary>
internal static class PlaybookLinks
{
    public static string TopicOf(MeasureCode measure) => measure switch
    {
        MeasureCode.Trust or MeasureCode.KeptRate => "trust",
        MeasureCode.Balance or MeasureCode.Responsiveness or MeasureCode.WaitingShare or MeasureCode.Perception => "reciprocity",
        MeasureCode.Autonomy => "autonomy",
        MeasureCode.Consistency => "integrity",
        MeasureCode.Loyalty => "loyalty",
        MeasureCode.Equity => "equity",
        MeasureCode.Value => "value",
        _ => throw new System.Diagnostics.UnreachableException($"Unknown measure {measure}."),
    };
}
