using Xunit;

namespace CompileBench.Architecture.Tests;

/// <summary>
/// Arrows between namespaces, read from compiled assemblies. A project may reach another one through its references without being allowed to use it.
/// </summary>
public sealed class NamespaceArrowTests
{
    private static readonly Dictionary<string, IReadOnlyCollection<TypeUse>> Uses =
        Rooms.Projects.Keys.ToDictionary(room => room, room => TypeUses.Read(Rooms.Assembly(room)));

    public static TheoryData<string> AllRooms => ProjectArrowTests.AllRooms;

    /// <summary>Namespaces of the product that a room uses although its project file has no arrow to them: they come through a direct reference.</summary>
    private static IReadOnlyDictionary<string, string[]> ThroughReferences { get; } = new Dictionary<string, string[]>
    {
        // Names and digests of modules are part of records, and cost models are applied to profiles.
        ["Analysis"] = ["Modules"],
        ["Reporting"] = ["Modules"],

        // The worker answers with outcomes and samples.
        ["Worker"] = ["Modules", "Results"],
        ["Embedding"] = ["Results"],
        ["Benchmarks"] = ["Modules", "Analysis"],
    };

    [Fact]
    public void Read_ThisAssembly_FindsBasesSignaturesAndBodies()
    {
        var uses = TypeUses.Read(typeof(NamespaceArrowTests).Assembly.Location);

        Assert.Contains(new TypeUse(typeof(MethodTokens).FullName!, "System.Reflection.Emit.OpCodes", ""), uses);
        Assert.Contains(uses, u => u.User == typeof(TypeNames).FullName && u.Used.StartsWith("System.Reflection.Metadata.ISignatureTypeProvider", StringComparison.Ordinal));
        Assert.Contains(uses, u => u.User == typeof(TypeUses).FullName && u.Used == "System.IO.File" && u.Member == "OpenRead");
    }

    [Theory]
    [MemberData(nameof(AllRooms))]
    public void Types_UseOnlyRoomsTheDesignAllows(string room)
    {
        string[] allowed = [room, .. Rooms.Arrows[room], .. ThroughReferences.GetValueOrDefault(room, [])];

        Rule.HasNoViolation(Uses[room].Where(u => RoomOf(u.Used) is { } used && !allowed.Contains(used)));
    }

    [Theory]
    [InlineData("Wasmtime", "Engines", "Benchmarks", "Embedding")]
    [InlineData("BenchmarkDotNet", "Benchmarks")]
    [InlineData("ScottPlot", "Reporting")]
    [InlineData("SkiaSharp", "Reporting")]
    [InlineData("System.CommandLine", "CommandLine", "Benchmarks", "Cli")]
    [InlineData("Spectre.Console", "CommandLine")]
    public void Library_IsUsedOnlyByItsRooms(string library, params string[] rooms) =>
        Rule.HasNoViolation(Uses.Where(room => !rooms.Contains(room.Key)).SelectMany(room => room.Value).Where(u => IsIn(u.Used, library)));

    [Fact]
    public void ScottPlot_IsUsedOnlyByCharts() =>
        Rule.HasNoViolation(Uses["Reporting"].Where(u => (IsIn(u.Used, "ScottPlot") || IsIn(u.Used, "SkiaSharp")) && !IsIn(u.User, "CompileBench.Reporting.Charts")));

    [Fact]
    public void Results_UsesOnlyNamesAndDigestsOfModules() =>
        Rule.HasNoViolation(Uses["Results"].Where(u => RoomOf(u.Used) == "Modules" && NamespaceOf(u.Used) != "CompileBench.Modules"));

    [Fact]
    public void Analysis_UsesNoFilesNoProcessesAndNoClock()
    {
        // Iterators that the compiler generates read the id of the current thread.
        string[] forbidden = ["System.IO.File", "System.IO.Directory", "System.IO.FileStream", "System.IO.FileInfo", "System.IO.DirectoryInfo", "System.IO.Path",
            "System.Diagnostics.Stopwatch", "System.Diagnostics.Process", "System.TimeProvider", "System.Environment", "System.Console"];

        Rule.HasNoViolation(Uses["Analysis"]
            .Where(u => (forbidden.Contains(u.Used) && u.Member != "get_CurrentManagedThreadId") || (u.Used is "System.DateTime" or "System.DateTimeOffset" && u.Member is "get_UtcNow" or "get_Now" or "get_Today"))
            );
    }

    [Theory]
    [MemberData(nameof(AllRooms))]
    public void Types_HaveNamespacesOfTheirRoom(string room) =>
        Rule.HasNoViolation(Uses[room].Select(u => u.User).Where(name => name.StartsWith("CompileBench.", StringComparison.Ordinal) && RoomOf(name) != room).Distinct());

    private static string? RoomOf(string type) => IsIn(type, "CompileBench") ? type.Split('.')[1] : null;

    private static string NamespaceOf(string type) => type[..type.LastIndexOf('.')];

    private static bool IsIn(string type, string @namespace) => type.StartsWith(@namespace + ".", StringComparison.Ordinal);
}
