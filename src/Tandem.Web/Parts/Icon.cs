using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;
using Tandem.Web.Shell;

namespace Tandem.Web.Parts;

/// <summary>One drawing of the sprite. Pages have hundreds, so it is written as text and nothing is injected into it.</summary>
public sealed class Icon : IComponent
{
    private static readonly ConcurrentDictionary<string, string> Drawn = new();

    private RenderHandle handle;

    [Parameter, EditorRequired] public required string Name { get; set; }

    public void Attach(RenderHandle renderHandle) => handle = renderHandle;

    public Task SetParametersAsync(ParameterView parameters)
    {
        var name = parameters.GetValueOrDefault<string>(nameof(Name))!;
        var drawn = Drawn.GetOrAdd(name, static of =>
            $"""<svg class="i" aria-hidden="true"><use href="{Assets.Embedded["icons.svg"]}#{HtmlEncoder.Default.Encode(of)}"></use></svg>""");
        handle.Render(builder => builder.AddMarkupContent(0, drawn));
        return Task.CompletedTask;
    }
}
