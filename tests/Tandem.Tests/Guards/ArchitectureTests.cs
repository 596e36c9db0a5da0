using Mono.Cecil;
using Shouldly;

namespace Tandem.Tests.Guards;

public sealed class ArchitectureTests
{
    private const string Planted = "Tandem.Tests.Guards.Planted";

    private static readonly ModuleDefinition These = Assemblies.Read("Tandem.Tests");

    public static TheoryData<string> Rooms => [.. Assemblies.Rooms];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_references_only_the_rooms_it_may(string room) =>
        ArchitectureRules.WrongReferences(Assemblies.Read(room)).ShouldBeEmpty();

    [Theory]
    [InlineData("Tandem.Web", "Tandem.Store")]
    [InlineData("Tandem.Sources", "Tandem.Web")]
    [InlineData("Tandem.Store", "Tandem.Sources")]
    [InlineData("Tandem.Core", "Tandem.Workspace")]
    [InlineData("Tandem.Core", "Spectre.Console")]
    [InlineData("Tandem.Web", "Microsoft.EntityFrameworkCore.Relational")]
    public void A_planted_reference_is_found(string room, string reference)
    {
        using var module = ModuleDefinition.CreateModule(room, ModuleKind.Dll);
        module.AssemblyReferences.Add(new AssemblyNameReference(reference, new Version(1, 0)));

        ArchitectureRules.WrongReferences(module)
            .ShouldContain(problem => problem.StartsWith($"{room} references {reference}", StringComparison.Ordinal));
    }

    [Fact]
    public void Inside_Core_each_folder_uses_only_what_stands_left_of_it() =>
        ArchitectureRules.WrongFolders(Assemblies.Read("Tandem.Core"), "Tandem.Core").ShouldBeEmpty();

    [Fact]
    public void A_planted_look_to_the_right_is_found()
    {
        string[] found = [.. ArchitectureRules.WrongFolders(These, Planted)];

        found.ShouldContain(problem => problem.Contains("LooksRight uses", StringComparison.Ordinal));
        found.ShouldContain(problem => problem.Contains("NamesRightInASignature uses", StringComparison.Ordinal));
        found.ShouldContain(problem => problem.Contains("InNoFolder is in none", StringComparison.Ordinal));
        found.ShouldNotContain(problem => problem.Contains("LooksLeft", StringComparison.Ordinal));
    }

    [Fact]
    public void Core_is_pure() =>
        ArchitectureRules.Impurities(Assemblies.Read("Tandem.Core"), "Tandem.Core").ShouldBeEmpty();

    [Fact]
    public void Planted_impurities_are_found()
    {
        var found = string.Join('\n', ArchitectureRules.Impurities(These, Planted));

        found.ShouldContain("System.Guid::NewGuid");
        found.ShouldContain("uses System.IO.File");
        found.ShouldContain("uses System.Threading.Tasks.Task");
        found.ShouldContain("uses System.Console");
        found.ShouldContain("uses System.Environment");
        found.ShouldNotContain("Counting");
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void No_type_has_a_name_that_says_nothing(string room) =>
        ArchitectureRules.ForbiddenNames(Assemblies.Read(room)).ShouldBeEmpty();

    [Fact]
    public void A_planted_manager_is_found() =>
        ArchitectureRules.ForbiddenNames(These).Single().ShouldContain("TrustManager");
}
