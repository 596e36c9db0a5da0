using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;

namespace Tandem.Web.Parts;

/// <summary>A share as the reader's own side sees it: our part of the whole, from 0 to 1, with its 90 % interval.</summary>
public readonly record struct OurShare(double Value, Interval? Interval)
{
    /// <summary>The smaller share that still counts as even.</summary>
    public const double Low = 1 - High;

    /// <summary>The larger share that still counts as even.</summary>
    public const double High = WaitingShare.Band;

    public bool IsEven => Value is >= Low and <= High;

    /// <summary><c>null</c> while the evidence is not enough.</summary>
    public static OurShare? Of(WaitingShare share, Side us) => share.Enough ? Of(share.ShareOfA, share.Interval, us) : null;

    /// <summary><c>null</c> while the evidence is not enough.</summary>
    public static OurShare? Of(Initiation starts, Side us) => starts.Enough ? Of(starts.ShareOfA, starts.Interval, us) : null;

    private static OurShare? Of(double? shareOfA, Interval? interval, Side us) =>
        shareOfA is not { } a ? null
        : us == Side.A ? new(a, interval)
        : new(1 - a, interval is { } i ? new Interval(1 - i.High, 1 - i.Low) : null);
}
