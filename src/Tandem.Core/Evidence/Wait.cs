using Tandem.Core.Vocabulary;

namespace Tandem.Core.Evidence;

/// <summary>A direct ask, and the other side's next message in the same thread, if there was one.</summary>
/// <param name="OwedBy">The side that owes the reply.</param>
/// <param name="Asked">The message that opened the wait.</param>
/// <param name="Answered">The message that closed it; -1 while it is open.</param>
public readonly record struct Wait(Side OwedBy, int Asked, int Answered)
{
    public bool IsOpen => Answered < 0;
}
