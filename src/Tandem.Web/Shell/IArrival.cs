using Tandem.Workspace;

namespace Tandem.Web.Shell;

/// <summary>A way to know who is here before anybody is asked to sign in. The first that knows decides.</summary>
public interface IArrival
{
    /// <returns><c>null</c>: it does not know.</returns>
    Viewer? ViewerOf(HttpContext context);
}
