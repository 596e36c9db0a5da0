using Tandem.Workspace;

namespace Tandem.Web.Access;

/// <summary>Another way of being somebody, that a host may bring: asked before everything else.</summary>
public interface IArrival
{
    /// <summary><c>null</c> leaves it to the session.</summary>
    Viewer? Seat(HttpContext context);
}
