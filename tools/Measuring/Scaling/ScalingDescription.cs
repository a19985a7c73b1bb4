using System.Globalization;
using CompileBench.Engines.Probing;
using CompileBench.Measuring.Runs;
using CompileBench.Measuring.Selection;
using CompileBench.Results.Quantities;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Scaling;

/// <summary>Writes what a scaling run was asked to do into its manifest, and reads it back when the run is completed later.</summary>
internal static class ScalingDescription
{
    private const string Shape = "shape";
    private const string Engine = "engine";
    private const string Budget = "budget";
    private const string MemoryLimit = "memory-limit";
    private const string TimeLimit = "time-limit";

    /// <summary>The manifest of a new run.</summary>
    public static RunManifest Of(string name, DateTimeOffset startedAt, ScalingRequest request, IReadOnlyList<EngineDescription> engines) => new()
    {
        Run = name,
        Kind = RunKind.Scaling,
        ToolVersion = ToolBuild.Version,
        Commit = ToolBuild.Commit,
        Host = HostFacts.Describe(),
        Engines = engines,
        Settings = [.. request.Settings.Select(s => s.Name)],
        StartedAt = startedAt,
        Options = new Dictionary<string, OptionValue>
        {
            [Shape] = OptionValue.FromTexts(request.Shapes.Select(s => s.Name)),
            [Engine] = OptionValue.FromTexts(request.Engines.Select(e => e.LibraryPath == EngineBuild.FromPackage().LibraryPath ? e.Label : $"{e.Label}={e.LibraryPath}")),
            [Budget] = Seconds(request.Budget),
            [MemoryLimit] = request.MemoryLimit.ToString(CultureInfo.InvariantCulture) + "B",
            [TimeLimit] = Seconds(request.TimeLimit),
            ["method"] = Method,
        },
    };

    /// <summary>What an earlier run was asked to do.</summary>
    /// <exception cref="UsageException">The run is no scaling run, was made on another machine or by an engine that has changed.</exception>
    public static ScalingRequest RequestOf(RunManifest manifest, string parent, CancellationToken cancellation)
    {
        if (manifest.Kind != RunKind.Scaling)
        {
            throw new UsageException($"run {manifest.Run} was made by '{manifest.Kind.Name()}', not by scaling: resume it there");
        }

        HostFacts.CheckSame(manifest);

        var engines = EngineSelection.Resolve(Option(manifest, Engine).Texts, null, cancellation);
        foreach (var engine in engines)
        {
            var then = manifest.Engines.FirstOrDefault(e => e.Label == engine.Label)?.Digest;
            if (then != engine.Digest.ToString())
            {
                throw new UsageException($"engine {engine.Label} of run {manifest.Run} has {then ?? "no digest"}, now it has {engine.Digest}: start a new run");
            }
        }

        return new ScalingRequest
        {
            Shapes = ShapeSelection.Select(Option(manifest, Shape).Texts),
            Settings = SettingsSelection.Parse(manifest.Settings),
            Engines = engines,
            Budget = Time(manifest, Budget),
            MemoryLimit = QuantityText.TryParseSize(Option(manifest, MemoryLimit).Text, out var bytes) ? bytes : throw Unreadable(manifest, MemoryLimit),
            TimeLimit = Time(manifest, TimeLimit),
            Out = parent,
        };
    }

    /// <summary>What was not measured, or not as far as asked, in words for a report: one entry a shape.</summary>
    public static IReadOnlyList<SkippedCases> Skipped(IReadOnlyList<EngineDescription> engines, IEnumerable<LadderExtent> extents) =>
    [
        .. engines.SelectMany(e => e.Settings.Where(s => !s.Supported).Select(s => new SkippedCases($"{s.Settings} by {e.Label}", SkipReason.UnsupportedSettings, $"not supported by this engine: {s.Evidence}"))),
        .. extents.Where(e => e.End == LadderEnd.TimeShare)
            .GroupBy(e => e.Shape)
            .Select(g => new SkippedCases(
                $"larger sizes of {g.Key}",
                SkipReason.TimeLimit,
                $"growth is gentle and the run's time limit ended it at {string.Join(", ", g.Select(e => $"{e.LargestTried} ({e.Settings}{(engines.Count > 1 ? " " + e.Engine : "")})"))}: name the shape with --shape, or raise --time-limit")),
    ];

    private const string Method =
        "each size's first compile and peak memory in a fresh process, cold times taken while other lanes worked; warm times one compile at a time, all sizes and settings of a shape in random order within each process, several processes where time allowed; laws are drawn through warm times";

    private static OptionValue Option(RunManifest manifest, string name) =>
        manifest.Options.TryGetValue(name, out var value) ? value : throw new UsageException($"run {manifest.Run} does not say its {name}: start a new run");

    private static TimeSpan Time(RunManifest manifest, string name) =>
        QuantityText.TryParseTime(Option(manifest, name).Text, out var time) ? time : throw Unreadable(manifest, name);

    private static UsageException Unreadable(RunManifest manifest, string name) => new($"the {name} of run {manifest.Run} cannot be read: start a new run");

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.######", CultureInfo.InvariantCulture) + "s";
}
