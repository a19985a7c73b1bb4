using CompileBench.Engines.Isolation;
using CompileBench.Engines.Probing;
using CompileBench.Modules;
using CompileBench.Modules.Catalog;
using CompileBench.Modules.Generation;
using CompileBench.Modules.Generation.Ladders;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Scaling;

/// <summary>One rung as a file that workers read.</summary>
internal sealed record RungFile(string Path, ModuleDescription Description)
{
    /// <summary>The record of its compiles, without peaks of memory: which compile they are taken from differs.</summary>
    public CaseRecord Record(string settings, EngineBuild engine, Outcome outcome, IReadOnlyList<CompileTimeSample> samples, DateTimeOffset startedAt) => new()
    {
        Operation = OperationNames.Compile,
        Module = Description.Name,
        Settings = settings,
        Engine = engine.Label,
        ModuleDigest = Description.Digest,
        EngineDigest = engine.Digest.ToString(),
        Outcome = outcome.Kind,
        Message = outcome.Message,
        Samples = samples,
        StartedAt = startedAt,
    };
}

/// <summary>Makes the rungs of one shape in a folder of its own, each once; safe for several threads. The folder goes with it.</summary>
internal sealed class RungFiles(LadderShape shape) : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("compilebench-scaling");
    private readonly Dictionary<int, Lazy<RungFile>> _rungs = [];
    private readonly Lock _gate = new();

    /// <summary>The shape.</summary>
    public LadderShape Shape => shape;

    /// <summary>The rung of this size.</summary>
    public RungFile ForSize(int size)
    {
        Lazy<RungFile> rung;
        lock (_gate)
        {
            if (!_rungs.TryGetValue(size, out rung!))
            {
                rung = new Lazy<RungFile>(() => Make(size));
                _rungs.Add(size, rung);
            }
        }

        return rung.Value;
    }

    /// <inheritdoc/>
    public void Dispose() => _directory.Delete(recursive: true);

    private RungFile Make(int size)
    {
        var recipe = GeneratorRecipe.Create(shape, size);
        var bytes = recipe.Generate();
        var path = Path.Combine(_directory.FullName, $"{size}.wasm");
        File.WriteAllBytes(path, bytes);
        return new RungFile(path, new ModuleDescription(
            recipe.Name.Text, ModuleDigest.Compute(bytes).ToString(), bytes.Length, nameof(ModuleCategory.Ladder), new GeneratedModule(recipe.ToString()).Describe(), "MIT"));
    }
}
