using CompileBench.Results.Schema;

namespace CompileBench.Embedding.Tiering;

/// <summary>How a <see cref="TieredModule"/> works. Immutable and thread-safe.</summary>
public sealed record TieredModuleOptions
{
    /// <summary>What both engines have beside their compilers.</summary>
    public EngineConfiguration Configuration { get; init; } = EngineConfiguration.Default;

    /// <summary>When the second tier begins to be compiled. By default at the break-even point of code that runs twice as fast.</summary>
    public TierTrigger Trigger { get; init; } = new TierTrigger.BreakEven(2);

    /// <summary>
    /// Limits of compiling the second tier, and the settings to try for it; all of them must need an engine of the kind <see cref="EngineKind.Cranelift"/>. By
    /// default one minute of CPU time and 1 GB under <c>speed-backtracking</c>, at low priority.
    /// </summary>
    public CompileLimits SecondTier { get; init; } = new() { CpuTime = TimeSpan.FromMinutes(1), Chain = [SettingNames.SpeedBacktracking], IsLowPriority = true };

    /// <summary>
    /// Limits of compiling the first tier in a worker process, for a module that may be hostile; the settings of the chain are used. Null to compile it in
    /// this process under <c>winch</c>, or under the cheapest setting of Cranelift where Winch refuses the module, without any limit.
    /// </summary>
    public CompileLimits? FirstTier { get; init; }

    /// <summary>The compiler whose workers are used, with the same <see cref="Configuration"/>; null to start a worker for this module alone.</summary>
    public BudgetedCompiler? Compiler { get; init; }

    /// <summary>
    /// The model that predicts what compiling the second tier costs, for <see cref="TierTrigger.BreakEven"/>; null for the one that comes with this version.
    /// Without any, and before the prediction is there, the cost is ten times that of the first tier.
    /// </summary>
    public CompileCostModel? Model { get; init; }

    /// <summary>Gives the second tier in place of the compiler: tests swap often without compiling each time. Null for the compiler.</summary>
    internal Func<BudgetedCompilation>? StoredSecondTier { get; init; }
}
