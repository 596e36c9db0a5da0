namespace Tandem.Core.Facts;

/// <summary>How a request was met.</summary>
public enum Answer
{
    Answered,
    Accepted,
    Declined,
}
