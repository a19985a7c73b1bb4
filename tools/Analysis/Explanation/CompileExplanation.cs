using System.Collections.Immutable;

namespace CompileBench.Analysis.Explanation;

/// <summary>The instructions of one compile, by stage and by function of the compiler.</summary>
/// <param name="Module">The module's name.</param>
/// <param name="Settings">The settings' name.</param>
/// <param name="Engine">The engine's label.</param>
/// <param name="Instructions">All instructions of the compile.</param>
/// <param name="HasSymbols">Whether the library names its functions; without names there are no stages, no functions and no tree.</param>
/// <param name="Stages">Every stage that executed any instruction, in the order of a compile.</param>
/// <param name="Functions">Every function, ordered by its own instructions, most first.</param>
/// <param name="Tree">The calls below the compile; null where the library has no symbols.</param>
public sealed record CompileExplanation(
    string Module,
    string Settings,
    string Engine,
    long Instructions,
    bool HasSymbols,
    ImmutableArray<StageCost> Stages,
    ImmutableArray<FunctionCost> Functions,
    CallTreeNode? Tree)
{
    /// <summary>The share of instructions in a named stage, 0 to 1.</summary>
    public double NamedShare => Stages.Where(s => s.Stage != CompilerStage.Other).Sum(s => s.Share);

    /// <summary>The explanation of a compile by a library without symbols: only the total is known.</summary>
    public static CompileExplanation WithoutSymbols(string module, string settings, string engine, long instructions) =>
        new(module, settings, engine, instructions, HasSymbols: false, [], [], null);

    /// <summary>Instructions of a stage; 0 where it executed none.</summary>
    public double InstructionsIn(CompilerStage stage) => Stages.FirstOrDefault(s => s.Stage == stage)?.Instructions ?? 0;
}

/// <summary>The cost of one stage.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Instructions">Its instructions; not a whole number where functions that serve several stages were split.</param>
/// <param name="Share">Its share of the compile, 0 to 1.</param>
public sealed record StageCost(CompilerStage Stage, double Instructions, double Share);
