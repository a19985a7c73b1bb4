namespace CompileBench.Results.Schema;

/// <summary>Which part of a plan a run measured. Each machine measures one part, and a merge combines the parts.</summary>
/// <param name="Index">The number of the part, from 1.</param>
/// <param name="Count">How many parts the plan has.</param>
/// <param name="Plan">SHA-256 of the plan, <c>sha256:…</c>: what is measured, which part has it, and the canaries. Parts of different plans do not fit together.</param>
/// <param name="Units">The names of what this part alone measures: modules, or shapes of a scaling run.</param>
/// <param name="Canaries">The names of what every part measures, so that hosts can be compared: modules, or shapes of a scaling run.</param>
public sealed record ShardDescription(int Index, int Count, string Plan, IReadOnlyList<string> Units, IReadOnlyList<string> Canaries);
