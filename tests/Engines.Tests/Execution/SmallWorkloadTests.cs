using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using CompileBench.Modules;
using CompileBench.Modules.Workloads;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Engines.Tests.Execution;

/// <summary>Executes a program that prints its environment, as Sightglass asks for smaller inputs: by a variable that the program reads.</summary>
public sealed class SmallWorkloadTests : IDisposable
{
    private const string Program = """
        (module
          (import "bench" "start" (func $start))
          (import "bench" "end" (func $end))
          (import "wasi_snapshot_preview1" "environ_get" (func $environment (param i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "environ_sizes_get" (func $sizes (param i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
          (memory (export "memory") 1)
          (func (export "_start")
            (call $start)
            (call $end)
            (drop (call $sizes (i32.const 0) (i32.const 4)))
            (drop (call $environment (i32.const 64) (i32.const 256)))
            (i32.store (i32.const 8) (i32.const 256))
            (i32.store (i32.const 12) (i32.load (i32.const 4)))
            (drop (call $write (i32.const 1) (i32.const 8) (i32.const 1) (i32.const 16)))))
        """;

    private readonly TestFolder _folder = new();

    public SmallWorkloadTests()
    {
        File.WriteAllBytes(In("m.wasm"), TextModule.FromText(Program));
        File.WriteAllText(In("m.stdout.expected"), "");
        File.WriteAllText(In("m.small.stdout.expected"), $"{SightglassConvention.SmallWorkloadVariable}=1\0");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true, "small.input")]
    [InlineData(true, "small.input.md")]
    [InlineData(true, null)]
    [InlineData(false, "small.input")]
    public void Execute_SmallWorkloadAskedFor_ReachesOnlyProgramsThatHaveOne(bool isAskedFor, string? input)
    {
        if (input is not null)
        {
            File.WriteAllText(In(input), "x");
        }

        Environment.SetEnvironmentVariable(SightglassConvention.SmallWorkloadVariable, isAskedFor ? "1" : null);
        try
        {
            using var workers = new WorkerSlot(null, null);
            var outcome = workers.Run(new OperationRequest(MeasuredOperation.Execute, SettingNames.Baseline, In("m.wasm"), null), OperationLimits.Default, TestContext.Current.CancellationToken);

            var expected = File.ReadAllBytes(In(isAskedFor && input is not null ? "m.small.stdout.expected" : "m.stdout.expected"));
            Assert.Equal(ModuleDigest.Compute(expected).ToString(), Assert.IsType<Outcome.Completed>(outcome).OutputDigest);
        }
        finally
        {
            Environment.SetEnvironmentVariable(SightglassConvention.SmallWorkloadVariable, null);
        }
    }

    private string In(string name) => Path.Combine(_folder.Path, name);
}
