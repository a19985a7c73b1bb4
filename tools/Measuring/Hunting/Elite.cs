using CompileBench.Modules.Generation.Patterns;

namespace CompileBench.Measuring.Hunting;

/// <summary>The best candidate of one cell of the grid.</summary>
/// <param name="Cell">The cell: settings, repetition and signature.</param>
/// <param name="Settings">The settings' name.</param>
/// <param name="Pattern">The pattern.</param>
/// <param name="Stage">The stage of screening that it reached.</param>
/// <param name="Fitness">Its score beyond the law of its setting, in doublings.</param>
/// <param name="Size">The largest size that was screened.</param>
/// <param name="Signature">What grows.</param>
internal sealed record Elite(string Cell, string Settings, Pattern Pattern, int Stage, double Fitness, int Size, string Signature);
