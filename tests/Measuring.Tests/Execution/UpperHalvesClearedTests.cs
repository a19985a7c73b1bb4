using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using CompileBench.Measuring.Tests.Duel;
using CompileBench.Results.Schema;
using Wasmtime;
using Xunit;

namespace CompileBench.Measuring.Tests.Execution;

/// <summary>Native code is entered with the upper halves of vector registers clear: what .NET leaves in them makes mixed code many times slower on some processors.</summary>
public sealed class UpperHalvesClearedTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_AnEngineThatLooks_FindsThemClearInEveryOperation()
    {
        var engine = PlantedEngine.NeedingClearUpperHalves(_folder);
        var module = _folder.At("m.wasm");

        // Sightglass' convention: two imported functions around what is timed.
        File.WriteAllBytes(module, Module.ConvertText(
            """(module (import "bench" "start" (func $start)) (import "bench" "end" (func $end)) (func (export "_start") (call $start) (call $end)))"""));
        using var worker = IsolatedWorker.Start(engine.LibraryPath, null);

        foreach (var operation in (MeasuredOperation[])[MeasuredOperation.Compile, MeasuredOperation.Execute])
        {
            var outcome = worker.Run(new OperationRequest(operation, SettingNames.Baseline, module, null, Samples: 3), OperationLimits.Default, TestContext.Current.CancellationToken);

            Assert.True(outcome is Outcome.Completed, $"{operation}: {outcome.Kind} {outcome.Message}");
        }
    }
}
