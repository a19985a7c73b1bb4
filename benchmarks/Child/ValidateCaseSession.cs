using System.Diagnostics;
using CompileBench.Benchmarks.Contract;
using CompileBench.Results.Schema;

namespace CompileBench.Benchmarks.Child;

/// <summary>Validates one module over and over, the first time cold.</summary>
public sealed class ValidateCaseSession : CaseSession
{
    private readonly ChildReport _cold;

    private ValidateCaseSession(string module, string engine)
        : base(module, SettingNames.Baseline, engine)
    {
        var cpuStart = CpuNow();
        var start = Stopwatch.GetTimestamp();
        ValidateOnce();
        var wall = (long)Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        _cold = new ChildReport { ColdNanoseconds = wall, ColdCpuNanoseconds = CpuNow() - cpuStart };
    }

    /// <summary>Prepares the case and validates once, cold.</summary>
    /// <exception cref="InvalidOperationException">The plan and the bytes disagree, or the engine refuses the module.</exception>
    public static ValidateCaseSession Start(string module, string engine) => new(module, engine);

    /// <summary>One measured validation.</summary>
    public void Validate()
    {
        var start = CpuNow();
        ValidateOnce();
        Charge(start);
    }

    /// <inheritdoc/>
    protected override ChildReport Cold() => _cold;

    private void ValidateOnce()
    {
        if (Compiler.Validate(Bytes) is { } rejection)
        {
            throw new InvalidOperationException(rejection);
        }
    }
}
