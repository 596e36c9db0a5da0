using Microsoft.AspNetCore.Components;
using Tandem.Core.Vocabulary;

namespace Tandem.Web.Parts;

/// <summary>The sign of a side: a circle for A, a square for B. As many as icons, and written like them.</summary>
public sealed class Mark : IComponent
{
    private const string Circle = """<svg class="g" viewBox="0 0 10 10" aria-hidden="true"><circle cx="5" cy="5" r="5" class="fa"></circle></svg>""";

    private const string Square =
        """<svg class="g" viewBox="0 0 10 10" aria-hidden="true"><rect x=".4" y=".4" width="9.2" height="9.2" rx="1" class="fb"></rect></svg>""";

    private RenderHandle handle;

    [Parameter, EditorRequired] public Side Side { get; set; }

    public void Attach(RenderHandle renderHandle) => handle = renderHandle;

    public Task SetParametersAsync(ParameterView parameters)
    {
        var drawn = parameters.GetValueOrDefault<Side>(nameof(Side)) == Side.A ? Circle : Square;
        handle.Render(builder => builder.AddMarkupContent(0, drawn));
        return Task.CompletedTask;
    }
}
