namespace CompileBench.Results.Schema;

/// <summary>What a merged run was made of.</summary>
/// <param name="Plan">SHA-256 of the plan whose parts were merged, <c>sha256:…</c>.</param>
/// <param name="Count">How many parts the plan has.</param>
/// <param name="Canaries">What every part measured. Their records are in <c>canaries.jsonl</c>.</param>
/// <param name="Hosts">The hosts. A sample names its host by the index in this list.</param>
/// <param name="Runs">The runs, by part, host and start. A part that was retried has several.</param>
/// <param name="Departures">Ratios of canaries that are different on one host; empty where no host departs.</param>
/// <param name="LeftOutHosts">The indexes of the hosts whose records were left out because their ratios depart.</param>
public sealed record MergeDescription(
    string Plan,
    int Count,
    IReadOnlyList<string> Canaries,
    IReadOnlyList<HostDescription> Hosts,
    IReadOnlyList<MergedRun> Runs,
    IReadOnlyList<CanaryDeparture> Departures,
    IReadOnlyList<int> LeftOutHosts);

/// <summary>A run that was merged.</summary>
/// <param name="Run">Its name.</param>
/// <param name="Shard">The part that it measured, from 1.</param>
/// <param name="Host">The index of its host.</param>
/// <param name="StartedAt">When it began, UTC.</param>
/// <param name="EndedAt">When it ended, UTC; null for an attempt that was killed.</param>
public sealed record MergedRun(string Run, int Shard, int Host, DateTimeOffset StartedAt, DateTimeOffset? EndedAt);

/// <summary>A ratio between two settings of a canary that is different on one host than on the other hosts with the same processor.</summary>
/// <param name="Host">The index of the host.</param>
/// <param name="Case">The canary's case, which names the settings that differ from the baseline.</param>
/// <param name="Ratio">Its time over the time of the baseline on this host.</param>
/// <param name="Expected">The median of the same ratio over all hosts with this processor.</param>
/// <param name="Tolerance">The largest factor between both that chance gives at the misrate of the check, above 1.</param>
public sealed record CanaryDeparture(int Host, MeasuredCase Case, double Ratio, double Expected, double Tolerance);
