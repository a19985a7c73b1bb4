using Xunit;

namespace CompileBench.Architecture.Tests;

/// <summary>Arrows between rooms, as project files and the references of compiled assemblies have them.</summary>
public sealed class ProjectArrowTests
{
    public static TheoryData<string> AllRooms => [.. Rooms.Projects.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public void Rooms_AllHaveArrows() => Rule.HasNoViolation(Rooms.Projects.Keys.Except(Rooms.Arrows.Keys));

    [Theory]
    [MemberData(nameof(AllRooms))]
    public void ProjectReferences_PointOnlyWhereTheDesignAllows(string room) => Rule.HasNoViolation(Rooms.References(room).Except(Rooms.Arrows[room]));

    [Theory]
    [MemberData(nameof(AllRooms))]
    public void TransitiveReferences_ReachOnlyWhatTheArrowsReach(string room)
    {
        var reached = Rooms.Reached(room, Rooms.References);

        Rule.HasNoViolation(reached.Except(Rooms.Reached(room, r => Rooms.Arrows[r])));
        Assert.DoesNotContain(room, reached);
        Assert.DoesNotContain("Benchmarks", reached);
        Assert.DoesNotContain("Cli", reached);
    }

    [Theory]
    [InlineData("Wasmtime", "Engines", "Benchmarks", "Embedding")]
    [InlineData("BenchmarkDotNet", "Benchmarks")]
    [InlineData("ScottPlot", "Reporting")]
    [InlineData("System.CommandLine", "CommandLine", "Benchmarks", "Cli")]
    [InlineData("Spectre.Console", "CommandLine")]
    public void Package_IsReferencedOnlyByItsRooms(string package, params string[] rooms) =>
        Rule.HasNoViolation(Rooms.Projects.Keys.Where(room => Rooms.Packages(room).Contains(package)).Except(rooms));
}
