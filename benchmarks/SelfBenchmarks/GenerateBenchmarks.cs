using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using CompileBench.Benchmarks.Suite.Running;
using CompileBench.Modules.Generation;
using CompileBench.Modules.Generation.Fuzzing;
using Perfolizer.Horology;

namespace Benchmarks;

/// <summary>
/// How long a generated module of about a megabyte takes to make: ladders that differ in what they write, and fuzz modules of every preset.
/// Each also prints what the process's very first module took, with the runtime's own compiling of the generator in it.
/// </summary>
[Config(typeof(Configuration))]
public class GenerateBenchmarks
{
    private Func<byte[]> _generate = () => [];
    private double _first;
    private int _bytes;

    /// <summary>The recipe: a ladder's, or a fuzz preset with as many functions as make a megabyte.</summary>
    [Params("straight-line-i32@131072", "many-functions@49152", "br-table-wide@1048576", "fuzz-default", "fuzz-winch", "fuzz-all")]
    public string Recipe { get; set; } = "";

    /// <summary>Makes the first module.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _generate = Generator();
        var start = Stopwatch.GetTimestamp();
        _bytes = _generate().Length;
        _first = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>One module.</summary>
    [Benchmark]
    public byte[] Generate() => _generate();

    /// <summary>Prints what the first took.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        Console.WriteLine();
        Console.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"// first {Recipe} of the process: {_bytes / 1e6:0.00} MB in {_first:0.0} ms"));
    }

    private Func<byte[]> Generator()
    {
        if (!FuzzRecipe.PresetNames.Contains(Recipe))
        {
            var ladder = GeneratorRecipe.Parse(Recipe);
            return ladder.Generate;
        }

        var options = FuzzRecipe.Parse($"{Recipe}@0").Options with { Functions = 400, Instructions = 1000 };
        return () => FuzzGenerator.Generate(42, options);
    }

    private sealed class Configuration : ManualConfig
    {
        public Configuration()
        {
            AddJob(Job.Default.WithIterationTime(TimeInterval.FromMilliseconds(250)).WithWarmupCount(6).WithIterationCount(12).WithArguments(BenchmarkSession.BuildArguments));
            AddDiagnoser(MemoryDiagnoser.Default);
        }
    }
}
