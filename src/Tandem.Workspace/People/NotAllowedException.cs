namespace Tandem.Workspace.People;

/// <summary>
/// Somebody asked for what their role does not give them. No page offers it, so the request was made by hand: an exception,
/// which each host turns into 403 once.
/// </summary>
public sealed class NotAllowedException(Right right) : Exception($"The role does not give the right to {right}.")
{
    public Right Right => right;
}
