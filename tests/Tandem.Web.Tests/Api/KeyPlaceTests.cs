using System.Net;
using System.Net.Http.Json;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;

namespace Tandem.Web.Tests.Api;

/// <summary>Idempotency keys of programs, beside those that the workspace uses itself.</summary>
public sealed class KeyPlaceTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_programs_key_never_takes_the_place_of_one_of_the_workspaces_own()
    {
        await using var town = await Town.OpenAsync();
        using var program = town.Program(town.FullKey);
        program.DefaultRequestHeaders.Add("Idempotency-Key", "pulse/2026-Q4");
        var place = $"/api/v1/relationships/{town.Shared}/entries";

        using var made = await program.PostAsJsonAsync(place, Town.Contribution("By a program."), Ct);
        using var again = await program.PostAsJsonAsync(place, Town.Contribution("By a program."), Ct);

        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        var key = new IdempotencyKey(Side.A, "pulse/2026-Q4");
        (await town.Rooms.Ledgers.OpenAsync(town.Viewers["a.owner"], town.Shared, new([], [key]), Ct))!.Used.ShouldBeEmpty();
    }
}
