using CompileBench.Results.Schema;

namespace CompileBench.Results.Merging;

/// <summary>The manifest of a merged run: what all runs have in common, and what each adds.</summary>
internal static class MergedManifest
{
    // A fact of the tool that differs between runs is a list of at most this many.
    private const int Named = 3;

    /// <summary>Makes the manifest, without the part about canaries and the size of the journal.</summary>
    /// <param name="shards">The runs.</param>
    /// <param name="name">The name of the merged run.</param>
    public static RunManifest FromShards(ShardSet shards, string name)
    {
        var first = shards.First.Manifest;
        var complete = shards.Shards.Select(s => s[0]).ToList();
        return new RunManifest
        {
            Run = name,
            Kind = first.Kind,
            ToolVersion = Joined(shards.Runs.Select(r => r.Manifest.ToolVersion))!,
            Commit = Joined(shards.Runs.Select(r => r.Manifest.Commit).OfType<string>()),
            Host = shards.Hosts.Combine(),
            Engines = first.Engines,
            Modules = [.. complete.SelectMany(r => r.Manifest.Modules.Where(m => r.Owns(m.Name))).DistinctBy(m => m.Name)],
            Settings = first.Settings,
            Skipped = [.. shards.Runs.SelectMany(r => r.Manifest.Skipped).Distinct(), .. Unmeasured(complete)],
            Options = Options(first, complete),
            StartedAt = shards.Runs.Min(r => r.Manifest.StartedAt),
            EndedAt = complete.Max(r => r.Manifest.EndedAt),
            MeasuredShare = complete.Select(r => r.Manifest.MeasuredShare).Average(),
            Merge = new MergeDescription(
                shards.First.Shard.Plan,
                shards.First.Shard.Count,
                shards.First.Shard.Canaries,
                shards.Hosts.Hosts,
                [.. shards.Runs.Select(r => new MergedRun(r.Manifest.Run, r.Shard.Index, shards.Hosts.IndexOf(r), r.Manifest.StartedAt, r.Manifest.EndedAt))],
                [],
                []),
        };
    }

    // A module that a shard could not obtain is not in its manifest, and not every kind of run says why.
    private static IEnumerable<SkippedCases> Unmeasured(IReadOnlyList<ShardRun> complete) =>
        from run in complete
        where run.Manifest.Kind is not (RunKind.Scaling or RunKind.Hunt)
        let known = run.Manifest.Modules.Select(m => m.Name).Concat(run.Manifest.Skipped.Select(s => s.What)).ToHashSet(StringComparer.Ordinal)
        from unit in run.Shard.Units
        where !known.Contains(unit)
        select new SkippedCases(unit, SkipReason.ModuleUnavailable, $"shard {run.Shard.Index} of {run.Shard.Count} could not obtain it");

    // Options that are the same in every run. Those that name a part of the plan name the whole plan.
    private static Dictionary<string, OptionValue> Options(RunManifest first, IReadOnlyList<ShardRun> complete)
    {
        var units = OptionValue.FromTexts(complete.SelectMany(r => r.Shard.Units));
        var options = new Dictionary<string, OptionValue>();
        foreach (var (name, value) in first.Options.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            if (complete.All(r => value.Equals(r.Manifest.Options.GetValueOrDefault(name))))
            {
                options[name] = value;
            }
            else if (name is "module" or "shape")
            {
                options[name] = units;
            }
        }

        return options;
    }

    private static string? Joined(IEnumerable<string> texts)
    {
        var distinct = texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return distinct.Count == 0 ? null : string.Join(", ", distinct.Take(Named)) + (distinct.Count > Named ? ", ..." : "");
    }
}
