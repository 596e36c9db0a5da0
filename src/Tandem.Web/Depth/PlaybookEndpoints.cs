using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Web.Shell;
using Tandem.Workspace.Playbook;

namespace Tandem.Web.Depth;

internal static class PlaybookEndpoints
{
    public static void MapPlaybook(this IEndpointRouteBuilder routes)
    {
        var playbook = routes.MapPages().MapGroup("/playbook");
        playbook.MapGet("", () => new RazorComponentResult<PlaybookPage>());
        playbook.MapGet("/{topic}", Show);
    }

    private static Results<RazorComponentResult<PlaybookPage>, NotFound> Show(string topic) => PlaybookTopic.Find(topic) is { } found
        ? new RazorComponentResult<PlaybookPage>(new { Topic = found })
        : TypedResults.NotFound();
}
