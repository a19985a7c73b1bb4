using CompileBench.Analysis.Ratios;
using CompileBench.Analysis.Timing;
using CompileBench.Results.Schema;

namespace CompileBench.Analysis.Runs;

/// <summary>One compiled case in a table: a module under one setting.</summary>
/// <param name="Record">The record it comes from.</param>
/// <param name="Warm">Time of a compile in a process that has compiled before; null where no such sample exists.</param>
/// <param name="Cold">Time of a process's first compile; null where no such sample exists.</param>
/// <param name="Ratio">Warm time over the baseline settings' warm time; null where either is missing. The baseline's own is null.</param>
public sealed record CaseCell(CaseRecord Record, TimeEstimate? Warm, TimeEstimate? Cold, RatioEstimate? Ratio)
{
    /// <summary>Time of one execution of what was compiled; null where it was not measured.</summary>
    public TimeEstimate? Run { get; init; }

    /// <summary>Time of one instantiation of what was compiled; null where it was not measured.</summary>
    public TimeEstimate? Instantiate { get; init; }
}
