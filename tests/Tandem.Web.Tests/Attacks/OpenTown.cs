using Tandem.Web.Tests.Api;

namespace Tandem.Web.Tests.Attacks;

/// <summary>One town for all tests of a class: none of them leaves anything behind that another would stumble over.</summary>
public sealed class OpenTown : IAsyncLifetime
{
    internal Town Town { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Town = await Town.OpenAsync();

    public ValueTask DisposeAsync() => Town.DisposeAsync();
}
