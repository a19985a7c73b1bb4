using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Runs;

/// <summary>One module under every setting, by one engine.</summary>
/// <param name="Module">The module's name.</param>
/// <param name="Validate">Time to decode and validate without compiling: the floor; null where it was not measured.</param>
/// <param name="Cells">The compiled cases by settings' name.</param>
public sealed record ModuleRow(string Module, TimeEstimate? Validate, IReadOnlyDictionary<string, CaseCell> Cells);
