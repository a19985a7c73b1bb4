using CompileBench.Modules;
using CompileBench.Modules.Catalog;
using CompileBench.Modules.Generation;
using Xunit;

namespace CompileBench.Faults.Tests.Campaign;

/// <summary>One run of the suite that lives through several hosts: where it lies, how it is started and resumed, what of it is on disk.</summary>
internal sealed class CampaignRun : IDisposable
{
    private readonly string _program;
    private readonly string _mark = Guid.NewGuid().ToString("N");
    private readonly Dictionary<string, string> _environment;

    public CampaignRun(string program)
    {
        _program = program;
        Processes = new MarkedProcesses(_mark);
        Scratch = Directory.CreateTempSubdirectory("compilebench-campaign").FullName;
        _environment = new Dictionary<string, string>
        {
            [MarkedProcesses.Variable] = _mark,
            [ModuleCache.EnvironmentVariable] = Path.Combine(Scratch, "cache"),
        };
    }

    /// <summary>Which benchmarks a new run is of.</summary>
    public IReadOnlyList<string> Filter { get; init; } = ["*Compile*"];

    /// <summary>Where hosts are started; tests change it between two of them.</summary>
    public string StartIn { get; set; } = Repository.Root;

    /// <summary>Where the run's directory lies.</summary>
    public SmallDisk Disk { get; } = new();

    /// <summary>Everything that descends from this run's hosts.</summary>
    public MarkedProcesses Processes { get; }

    /// <summary>A folder of the campaign's own.</summary>
    public string Scratch { get; }

    /// <summary>The run's directory, known once the first host has said it.</summary>
    public string Folder { get; private set; } = "";

    /// <summary>The journal.</summary>
    public string JournalPath => Path.Combine(Folder, "cases.jsonl");

    /// <summary>The manifest.</summary>
    public string ManifestPath => Path.Combine(Folder, "run.json");

    /// <summary>The finished cases now.</summary>
    public JournalSnapshot Journal() => JournalSnapshot.FromFile(JournalPath);

    /// <summary>Gives every later host a variable; null takes it away.</summary>
    public void Set(string variable, string? value)
    {
        if (value is null)
        {
            _environment.Remove(variable);
        }
        else
        {
            _environment[variable] = value;
        }
    }

    /// <summary>Starts a new run and waits until its directory is there.</summary>
    public SuiteHost Start(params string[] arguments)
    {
        var host = SuiteHost.Start(_program, StartIn, _environment, ["--filter", .. Filter, "--out", Disk.Path, .. arguments]);
        host.WaitUntil(() => host.Lines.Any(IsPlace), "the run's directory was named");
        Folder = host.Lines.First(IsPlace)["run ".Length..];
        return host;
    }

    /// <summary>Starts a host that completes the run.</summary>
    public SuiteHost Resume(params string[] arguments) => SuiteHost.Start(_program, StartIn, _environment, ["--resume", Folder, .. arguments]);

    /// <summary>A host that must refuse to complete the run, in one line that has these words, with exit code 2.</summary>
    public void ExpectRefusal(string words, params string[] arguments)
    {
        var before = Journal();
        using var host = Resume(arguments);
        Assert.Equal(2, host.WaitForEnd());
        Assert.Contains(words, Assert.Single(host.Errors), StringComparison.Ordinal);
        Assert.Empty(before.LostIn(Journal()));
    }

    /// <summary>No process of this run may be left.</summary>
    public void ExpectNoOrphans() => Assert.Empty(Processes.AwaitNone(TimeSpan.FromMinutes(2)));

    /// <summary>The digest of a generated module, by which the worker's faults are given.</summary>
    public static string DigestOf(string recipe) => ModuleDigest.Compute(GeneratorRecipe.Parse(recipe).Generate()).ToString();

    /// <inheritdoc/>
    public void Dispose()
    {
        Disk.Dispose();
        Directory.Delete(Scratch, recursive: true);
    }

    private static bool IsPlace(string line) => line.StartsWith("run /", StringComparison.Ordinal);
}
