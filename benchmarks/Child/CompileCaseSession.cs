using CompileBench.Benchmarks.Contract;
using CompileBench.Engines.Operations;

namespace CompileBench.Benchmarks.Child;

/// <summary>Compiles one module over and over, the first time cold.</summary>
public sealed class CompileCaseSession : CaseSession
{
    private readonly List<nint> _alive = new(64);
    private readonly ChildReport _cold;

    private CompileCaseSession(string module, string settings, string engine)
        : base(module, settings, engine)
    {
        var cold = TimedCompile.Run(Compiler, Bytes, withPeak: true);
        if (cold.Module == 0)
        {
            throw new InvalidOperationException($"{module} was rejected under {settings}: {cold.Rejection}");
        }

        var artifact = Compiler.Summarize(cold.Module);
        Compiler.Delete(cold.Module);
        _cold = new ChildReport
        {
            ColdNanoseconds = cold.Nanoseconds,
            ColdCpuNanoseconds = cold.CpuNanoseconds,
            PeakNativeBytes = cold.PeakNativeBytes,
            CodeBytes = artifact.CodeBytes,
            ArtifactBytes = artifact.ArtifactBytes,
        };
    }

    /// <summary>Prepares the case and compiles once, cold.</summary>
    /// <exception cref="InvalidOperationException">The plan and the bytes disagree, or the engine refuses the module.</exception>
    public static CompileCaseSession Start(string module, string settings, string engine) => new(module, settings, engine);

    /// <summary>One measured compile.</summary>
    public nint Compile()
    {
        var start = CpuNow();
        var module = Compiler.Compile(Bytes, out var rejection);
        if (module == 0)
        {
            throw new InvalidOperationException(rejection);
        }

        Charge(start);
        _alive.Add(module);
        return module;
    }

    /// <summary>The native call and nothing else: what <see cref="Compile"/> is compared with.</summary>
    public nint CompileBare() => Compiler.Compile(Bytes, out _);

    /// <summary>Frees what <see cref="CompileBare"/> made.</summary>
    public void Free(nint module) => Compiler.Delete(module);

    /// <summary>Frees the iteration's modules outside its timed region.</summary>
    public override void EndIteration()
    {
        foreach (var module in _alive)
        {
            Compiler.Delete(module);
        }

        _alive.Clear();
        base.EndIteration();
    }

    /// <inheritdoc/>
    protected override ChildReport Cold() => _cold;
}
