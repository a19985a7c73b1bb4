using System.Text;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using CompileBench.Modules;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Engines.Tests.Execution;

/// <summary>A small program in a folder of its own, and the worker that runs it.</summary>
internal sealed class TestProgram : IDisposable
{
    private const string Bench = """(import "bench" "start" (func $start)) (import "bench" "end" (func $end))""";

    private readonly TestFolder _folder = new();

    /// <summary>The worker.</summary>
    public WorkerSlot Workers { get; } = new(null, null);

    /// <summary>The folder.</summary>
    public string Folder => _folder.Path;

    /// <summary>The module's file.</summary>
    public string ModulePath => Path.Combine(Folder, "m.wasm");

    /// <summary>Writes a WASI command and what it is expected to print.</summary>
    public void Command(string body, string expected, string more = "", string? folder = null, int exitStatus = 0)
    {
        Write(TextModule.FromProgram(body, more), expected, folder, exitStatus);
    }

    /// <summary>Writes a module and its workload file.</summary>
    public void Write(byte[] module, string expected, string? folder = null, int exitStatus = 0)
    {
        File.WriteAllBytes(ModulePath, module);
        var digest = ModuleDigest.Compute(Encoding.UTF8.GetBytes(expected));
        var place = folder is null ? "" : $"\"folder\": \"{folder}\", ";
        File.WriteAllText(
            Path.Combine(Folder, "m.workload.json"),
            $$"""{ "schema": 1, "kind": "command", {{place}}"expected": { "output": "{{digest}}", "exitStatus": {{exitStatus}} } }""");
    }

    /// <summary>Writes a program that calls <c>bench.start</c> and <c>bench.end</c>, which needs no workload file.</summary>
    public void WriteBench(string body) => File.WriteAllBytes(ModulePath, TextModule.FromText($"(module {Bench} (func (export \"_start\") {body}))"));

    /// <summary>The request to run the program.</summary>
    public OperationRequest Request(int samples, MeasuredOperation? operation = null, string settings = SettingNames.Baseline) =>
        new(operation ?? MeasuredOperation.Execute, settings, ModulePath, null, samples);

    /// <summary>Runs the program.</summary>
    public Outcome Run(TimeSpan? deadline = null, int samples = 1, MeasuredOperation? operation = null, string settings = SettingNames.Baseline) =>
        Workers.Run(Request(samples, operation, settings), new OperationLimits(deadline ?? OperationLimits.DefaultDeadline, null), TestContext.Current.CancellationToken);

    /// <summary>Runs a program that does not end. Skips where the machine is too busy to give it a processor, which is not the program's failure.</summary>
    public Outcome RunUntil(TimeSpan deadline)
    {
        try
        {
            return Run(deadline);
        }
        catch (ToolFailedException e) when (e.Message.Contains("no processor", StringComparison.Ordinal))
        {
            Assert.Skip("needs a machine that is less busy");
            throw;
        }
    }

    public void Dispose()
    {
        Workers.Dispose();
        _folder.Dispose();
    }
}
