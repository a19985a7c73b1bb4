using System.Buffers.Binary;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using CompileBench.Modules;
using CompileBench.Results.Schema;

namespace CompileBench.Engines.Probing;

/// <summary>Finds out, in a child process, whether an engine can be made to execute: whether it has the functions that executing needs, with the layout that is used.</summary>
public static class ExecutionProbe
{
    private static readonly OperationLimits Limits = new(TimeSpan.FromSeconds(20), null);

    /// <summary>
    /// <c>(module (memory (export "memory") 1) (func (export "sum") (param i32 i64) (result i64) local.get 0 i64.load local.get 1 i64.add))</c>.
    /// </summary>
    private static ReadOnlySpan<byte> Module =>
    [
        0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00,
        0x01, 0x07, 0x01, 0x60, 0x02, 0x7f, 0x7e, 0x01, 0x7e,
        0x03, 0x02, 0x01, 0x00,
        0x05, 0x03, 0x01, 0x00, 0x01,
        0x07, 0x10, 0x02, 0x06, (byte)'m', (byte)'e', (byte)'m', (byte)'o', (byte)'r', (byte)'y', 0x02, 0x00, 0x03, (byte)'s', (byte)'u', (byte)'m', 0x00, 0x00,
        0x0a, 0x0c, 0x01, 0x0a, 0x00, 0x20, 0x00, 0x29, 0x03, 0x00, 0x20, 0x01, 0x7c, 0x0b,
    ];

    /// <summary>Why an engine cannot execute; null where it can.</summary>
    /// <exception cref="ToolFailedException">The probe could not be carried out.</exception>
    /// <exception cref="OperationCanceledException">The caller was asked to stop.</exception>
    public static string? FaultOf(EngineBuild engine, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(engine);
        var directory = Directory.CreateTempSubdirectory("compilebench-probe");
        try
        {
            var module = Path.Combine(directory.FullName, "probe.wasm");
            File.WriteAllBytes(module, Module);
            File.WriteAllText(Path.Combine(directory.FullName, "probe.workload.json"), Workload());
            using var slot = new WorkerSlot(engine.LibraryPath, null);
            var outcome = slot.Run(new OperationRequest(MeasuredOperation.Execute, SettingNames.Baseline, module, null), Limits, cancellation);
            return outcome is Outcome.Completed ? null : outcome.Message ?? outcome.Kind.Describe().Name;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static string Workload()
    {
        var sum = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(sum, (1L << 40) + (3L << 41));
        return $$"""{ "schema": 1, "kind": "driver", "driver": "{{Execution.Drivers.ProbeDriver.DriverName}}", "expected": { "output": "{{ModuleDigest.Compute(sum)}}" } }""";
    }
}
