using System.Collections.Immutable;
using CompileBench.Measuring.Explaining.Stages;

namespace CompileBench.Measuring.Explaining;

/// <summary>Where one compile goes: instructions by phase and by function of the compiler.</summary>
/// <param name="Module">The module's name.</param>
/// <param name="Settings">The settings' name.</param>
/// <param name="Engine">The engine's label.</param>
/// <param name="Instructions">All instructions of the compile.</param>
/// <param name="Phases">Every phase that got any, in the order of a compile; empty where the library has no symbols.</param>
/// <param name="Functions">Every function, most instructions of its own first; empty where the library has no symbols.</param>
/// <param name="PhasesUnknown">Why there are no phases; null where there are.</param>
/// <param name="Tree">The calls as a tree below the compile; null where the library has no symbols.</param>
public sealed record Explanation(
    string Module,
    string Settings,
    string Engine,
    long Instructions,
    ImmutableArray<PhaseCost> Phases,
    ImmutableArray<FunctionCost> Functions,
    string? PhasesUnknown,
    CallTreeNode? Tree)
{
    /// <summary>The share of instructions in a phase with a name, 0 to 1.</summary>
    public double NamedShare => Phases.Where(p => p.Phase != CompilerPhase.Other).Sum(p => p.Share);

    /// <summary>Instructions of a phase; 0 where it got none.</summary>
    public double Of(CompilerPhase phase) => Phases.FirstOrDefault(p => p.Phase == phase)?.Instructions ?? 0;
}

/// <summary>What a phase costs.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Instructions">Its instructions; not whole where functions that serve several phases were split.</param>
/// <param name="Share">Its share of the compile, 0 to 1.</param>
public sealed record PhaseCost(CompilerPhase Phase, double Instructions, double Share);

/// <summary>What a function of the compiler costs, all its instances for different types together.</summary>
/// <param name="Name">Its name as <see cref="RustName.Shorten"/> gives it.</param>
/// <param name="Phase">The phase most of its own instructions belong to.</param>
/// <param name="Inclusive">Instructions of it and what it called.</param>
/// <param name="Exclusive">Instructions of its own.</param>
/// <param name="Calls">How often it was called.</param>
/// <param name="IsShared">Whether it serves whoever calls it and has no phase of its own, as a memory copy.</param>
/// <param name="WithShared">Its own instructions and those that shared functions executed for it; 0 for a shared one.</param>
public sealed record FunctionCost(string Name, CompilerPhase Phase, long Inclusive, long Exclusive, long Calls, bool IsShared, long WithShared);

/// <summary>A function as reached along one path of calls, with what was executed there.</summary>
/// <param name="Name">Its shortened name.</param>
/// <param name="Phase">The phase most of its own instructions belong to.</param>
/// <param name="Instructions">Instructions of it and everything below.</param>
/// <param name="Children">What it called, most instructions first; calls too small to be drawn are left out.</param>
public sealed record CallTreeNode(string Name, CompilerPhase Phase, double Instructions, ImmutableArray<CallTreeNode> Children);
