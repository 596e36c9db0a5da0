namespace Tandem.Core.Advice;

/// <summary>What became of something we asked the other side for.</summary>
public enum AskResult
{
    /// <summary>Still within the time agreed for an answer.</summary>
    Open,

    Accepted,

    Declined,

    /// <summary>The time agreed for an answer has passed.</summary>
    Unanswered,
}
