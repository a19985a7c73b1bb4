using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CompileBench.Engines.Operations;
using CompileBench.Modules;
using CompileBench.Results.Storage;

namespace CompileBench.Benchmarks.Contract;

/// <summary>One module of the plan: where its bytes lie and what their digest must be.</summary>
/// <param name="Name">The stable name.</param>
/// <param name="Path">The file, absolute.</param>
/// <param name="Digest">SHA-256 of the bytes, <c>sha256:…</c>.</param>
public sealed record PlannedModule(string Name, string Path, string Digest)
{
    /// <summary>The file that says how the module is executed, absolute; null to look beside the module.</summary>
    public string? WorkloadPath { get; init; }

    /// <summary>Reads the module for an operation.</summary>
    /// <exception cref="InvalidOperationException">The bytes are not those that were planned.</exception>
    public OperationInput ReadInput() => new(ReadBytes(), Path, WorkloadPath);

    /// <summary>Reads the file.</summary>
    /// <exception cref="InvalidOperationException">The bytes are not those that were planned.</exception>
    public byte[] ReadBytes()
    {
        var bytes = File.ReadAllBytes(Path);
        return ModuleDigest.Compute(bytes).ToString() == Digest
            ? bytes
            : throw new InvalidOperationException($"{Path} does not have the digest {Digest} that the plan gives {Name}: the file was changed");
    }
}

/// <summary>One engine of the plan.</summary>
/// <param name="Label">The label in records.</param>
/// <param name="LibraryPath">The native library, absolute.</param>
/// <param name="Digest">SHA-256 of the library.</param>
public sealed record PlannedEngine(string Label, string LibraryPath, string Digest)
{
    /// <summary>The settings of the reference compile beside every sample; null where there is none.</summary>
    public string? ReferenceSettings { get; init; }
}

/// <summary>
/// What a benchmark process must know to find what its string parameters name. BenchmarkDotNet hands a child nothing but its parameters,
/// so the host writes this file and names it in an environment variable that children inherit.
/// </summary>
public sealed record PlanFile(IReadOnlyList<PlannedEngine> Engines, IReadOnlyList<PlannedModule> Modules)
{
    /// <summary>The module of the reference compile; null where there is none.</summary>
    public PlannedModule? Reference { get; init; }

    /// <summary>The directory the run was begun in, from which its relative paths were given. It stands here and not in the manifest, which is published.</summary>
    public string? StartedIn { get; init; } = Environment.CurrentDirectory;

    /// <summary>The environment variable that holds the file's path.</summary>
    public const string Variable = "COMPILEBENCH_PLAN";

    private const string HostVariable = "COMPILEBENCH_HOST";
    private const string DirectoryVariable = "COMPILEBENCH_HOST_DIRECTORY";

    /// <summary>Writes the file and names it, and this process, for the children of this process.</summary>
    public void Publish(string path)
    {
        Environment.SetEnvironmentVariable(DirectoryVariable, AppContext.BaseDirectory);
        Environment.SetEnvironmentVariable(HostVariable, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        AtomicFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(this, PlanContext.Default.PlanFile));
        Environment.SetEnvironmentVariable(Variable, path);
    }

    /// <summary>The directory a run was begun in, from which its relative paths start; null where the file does not say it.</summary>
    /// <param name="path">The plan of the run.</param>
    public static string? StartOf(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(RegularFile.ReadAllBytes(path, FileLimits.Plan), PlanContext.Default.PlanFile)?.StartedIn : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The process that published the plan this process was given; null where there is none.</summary>
    public static int? HostProcessId() =>
        int.TryParse(Environment.GetEnvironmentVariable(HostVariable), CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>The directory of that process's program, where the worker lies; null where there is none.</summary>
    public static string? HostDirectory() => Environment.GetEnvironmentVariable(DirectoryVariable);

    /// <summary>Reads the file this process was given.</summary>
    /// <exception cref="InvalidOperationException">The process was started by hand and has none.</exception>
    public static PlanFile FromEnvironment()
    {
        var path = Environment.GetEnvironmentVariable(Variable)
            ?? throw new InvalidOperationException($"{Variable} is not set: benchmarks are started by the suite's host");
        return JsonSerializer.Deserialize(RegularFile.ReadAllBytes(path, FileLimits.Plan), PlanContext.Default.PlanFile)
            ?? throw new InvalidOperationException($"{path} holds no plan");
    }

    /// <summary>The engine of that label.</summary>
    public PlannedEngine Engine(string label) => Engines.First(e => e.Label == label);

    /// <summary>The module of that name.</summary>
    public PlannedModule Module(string name) => Modules.First(m => m.Name == name);
}

[JsonSerializable(typeof(PlanFile))]
internal sealed partial class PlanContext : JsonSerializerContext;
