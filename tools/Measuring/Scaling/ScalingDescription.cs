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
    private const string Budget = "budget";
    private const string MemoryLimit = "memory-limit";
    private const string TimeLimit = "time-limit";
    private const string Metric = "metric";
    private const string Instructions = "instructions";

    /// <summary>The manifest of a new run.</summary>
    public static RunManifest ManifestFor(ScalingRequest request, IReadOnlyList<EngineDescription> engines) =>
        RunSession.Describe(RunKind.Scaling, request.Machine, engines) with
        {
            Shard = request.Shard,
            Settings = [.. request.Settings.Select(s => s.Name)],
            Options = new Dictionary<string, OptionValue>
            {
                [Shape] = OptionValue.FromTexts(request.Shapes.Select(s => s.Name)),
                [Budget] = Seconds(request.Budget),
                [MemoryLimit] = request.MemoryLimit.ToString(CultureInfo.InvariantCulture) + "B",
                [TimeLimit] = Seconds(request.TimeLimit),
                ["method"] = Method,
            },
        };

    /// <summary>The manifest of a new run that counts instructions.</summary>
    public static RunManifest CountingManifestFor(ScalingRequest request, IReadOnlyList<EngineDescription> engines)
    {
        var manifest = ManifestFor(request, engines);
        return manifest with
        {
            Options = new Dictionary<string, OptionValue>(manifest.Options) { [Metric] = Instructions, ["method"] = CountingMethod },
        };
    }

    /// <summary>Whether a run counts instructions instead of taking times.</summary>
    public static bool CountsInstructions(RunManifest manifest) => manifest.Options.TryGetValue(Metric, out var value) && value.Text == Instructions;

    /// <summary>The request of an earlier run.</summary>
    /// <param name="session">The resumed run.</param>
    /// <param name="engines">Its engines, found again.</param>
    /// <exception cref="UsageException">The manifest lacks an option or has one that cannot be read.</exception>
    public static ScalingRequest RequestFrom(RunSession session, IReadOnlyList<EngineBuild> engines)
    {
        var manifest = session.Manifest;
        return new ScalingRequest
        {
            Shapes = ShapeSelection.Select(StoredOptions.Required(manifest, Shape).Texts),
            Settings = SettingsSelection.Parse(manifest.Settings),
            Engines = engines,
            Budget = Time(manifest, Budget),
            MemoryLimit = QuantityText.TryParseSize(StoredOptions.Required(manifest, MemoryLimit).Text, out var bytes) ? bytes : throw StoredOptions.Unreadable(manifest, MemoryLimit),
            TimeLimit = Time(manifest, TimeLimit),
            Out = Path.GetDirectoryName(session.Directory.Path)!,
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
        "sizes explored in one process per ladder; first compile and peak memory of the five largest sizes each in a fresh process, cold times taken while other lanes worked; then rounds, one compile at a time, the ladders of a shape in random order and all sizes of a ladder in a row in random order, a sample being the second compile of its module in a row, of compiles of 100 ms or more the first; at least three rounds at the five largest sizes of a ladder, two where a compile takes a second or more, further rounds for laws that stay open; laws are drawn through these warm times without the effects of rounds";

    private const string CountingMethod =
        "instructions of one compile in wasmtime_module_new, counted by valgrind's callgrind with GLIBC_TUNABLES removed, at the largest size that compiles in the time there is and its halves";

    private static TimeSpan Time(RunManifest manifest, string name) =>
        QuantityText.TryParseTime(StoredOptions.Required(manifest, name).Text, out var time) ? time : throw StoredOptions.Unreadable(manifest, name);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.######", CultureInfo.InvariantCulture) + "s";
}
