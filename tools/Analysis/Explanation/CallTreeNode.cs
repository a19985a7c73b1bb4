using System.Collections.Immutable;

namespace CompileBench.Analysis.Explanation;

/// <summary>A function as reached along one path of calls, with the instructions executed there.</summary>
/// <param name="Name">Its shortened name.</param>
/// <param name="Stage">The stage that most of its own instructions belong to.</param>
/// <param name="Instructions">Instructions of the function and of everything below it.</param>
/// <param name="Children">The functions it called, most instructions first; calls too small to draw are left out.</param>
public sealed record CallTreeNode(string Name, CompilerStage Stage, double Instructions, ImmutableArray<CallTreeNode> Children);
