using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains;
using BenchmarkDotNet.Toolchains.Parameters;
using BenchmarkDotNet.Toolchains.Results;
using CompileBench.Benchmarks.Contract;
using CompileBench.Results.Schema;

namespace CompileBench.Benchmarks.Suite.Running;

/// <summary>
/// Builds BenchmarkDotNet's program once for all rounds of a run. BenchmarkDotNet builds before every round and numbers the cases of a build by
/// their order in it; here the first build holds every case, later rounds get its result, and a process is told the number its case has there.
/// </summary>
/// <param name="generator">Writes the project.</param>
/// <param name="builder">Builds it.</param>
/// <param name="executor">Starts processes of it.</param>
internal sealed class SingleBuild(IGenerator generator, IBuilder builder, IExecutor executor) : IGenerator, IBuilder, IExecutor
{
    private IReadOnlyList<BenchmarkCase> _all = [];
    private Dictionary<MeasuredCase, int> _numbers = [];
    private BuildPartition? _partition;
    private GenerateResult? _generated;
    private BuildResult? _built;

    /// <summary>States what the program must hold: every case that any round may have. Only the first call counts.</summary>
    public void Holds(IReadOnlyList<BenchmarkCase> all)
    {
        if (_all.Count == 0)
        {
            _all = all;
            _numbers = all.Select((benchmark, i) => (benchmark, i)).ToDictionary(b => BenchmarkIdentity.CaseOf(b.benchmark), b => b.i);
        }
    }

    /// <inheritdoc/>
    public GenerateResult GenerateProject(BuildPartition buildPartition, ILogger logger, string rootArtifactsFolderPath)
    {
        if (_generated is null)
        {
            _partition = new BuildPartition([.. _all.Select((benchmark, i) => new BenchmarkBuildInfo(benchmark, benchmark.Config, i))], buildPartition.Resolver);
            var generated = generator.GenerateProject(_partition, logger, rootArtifactsFolderPath);

            // BenchmarkDotNet deletes what it is told to at the end of a round.
            _generated = new GenerateResult(generated.ArtifactsPaths, generated.IsGenerateSuccess, generated.GenerateException, []);
        }

        return _generated;
    }

    /// <inheritdoc/>
    public BuildResult Build(GenerateResult generateResult, BuildPartition buildPartition, ILogger logger) =>
        _built ??= builder.Build(generateResult, _partition!, logger);

    /// <inheritdoc/>
    public ExecuteResult Execute(ExecuteParameters executeParameters)
    {
        var benchmark = executeParameters.BenchmarkCase;
        return executor.Execute(new ExecuteParameters(
            executeParameters.BuildResult,
            benchmark,
            new BenchmarkId(_numbers[BenchmarkIdentity.CaseOf(benchmark)], benchmark),
            executeParameters.Logger,
            executeParameters.Resolver,
            executeParameters.LaunchIndex,
            executeParameters.Diagnoser));
    }
}
