using CompileBench.Benchmarks.Contract;
using CompileBench.Engines.Hosting;
using CompileBench.Engines.Native;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Settings;

namespace CompileBench.Benchmarks.Child;

/// <summary>One case inside a benchmark process: the engine, the module's bytes, and what is buffered until the end.</summary>
public abstract class CaseSession : IDisposable
{
    private readonly List<long?> _iterationCpu = new(64);
    private long _cpu;
    private bool _cpuKnown = true;

    /// <summary>Prepares engine and bytes.</summary>
    /// <exception cref="InvalidOperationException">The plan and the bytes disagree: the host counts the case as failed.</exception>
    protected CaseSession(string module, string settings, string engine)
    {
        // Ctrl-C at a terminal is for the host, which then ends this process: a case that an interrupt ended has not failed.
        ChildProcesses.LeadOwnGroup();
        ChildProcesses.DieWithOwner(PlanFile.HostOfThisProcess());
        var plan = PlanFile.OfThisProcess();
        Bytes = plan.Module(module).ReadBytes();
        if (!CompilerSettings.TryParse(settings, out var parsed))
        {
            throw new InvalidOperationException($"there are no settings named {settings}");
        }

        Compiler = new ModuleCompiler(WasmtimeLibrary.Load(plan.Engine(engine).LibraryPath), parsed);
    }

    /// <summary>The engine under its settings.</summary>
    protected ModuleCompiler Compiler { get; }

    /// <summary>The module.</summary>
    protected byte[] Bytes { get; }

    /// <summary>Ends an iteration outside its timed region.</summary>
    public virtual void EndIteration()
    {
        _iterationCpu.Add(_cpuKnown ? _cpu : null);
        _cpu = 0;
    }

    /// <summary>Prints the report line.</summary>
    public void Report(TextWriter output)
    {
        // BenchmarkDotNet may have left its own line open.
        output.WriteLine();
        output.WriteLine((Cold() with { IterationCpuNanoseconds = _iterationCpu }).Line());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Compiler.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The part of the report that was known before the first iteration.</summary>
    protected abstract ChildReport Cold();

    /// <summary>The CPU clock that fits the settings.</summary>
    protected long? CpuNow() => TimedCompile.CpuNow(Compiler);

    /// <summary>Adds what one operation used to the iteration's account.</summary>
    protected void Charge(long? cpuStart)
    {
        if (CpuNow() - cpuStart is { } cpu)
        {
            _cpu += cpu;
        }
        else
        {
            _cpuKnown = false;
        }
    }
}
