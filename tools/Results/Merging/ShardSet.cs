using CompileBench.Results.Schema;

namespace CompileBench.Results.Merging;

/// <summary>The shards of one plan: each part has one complete run, and perhaps attempts that were killed before it.</summary>
public sealed class ShardSet
{
    // What differs between the shards of a plan, or is part of the plan already, or of no effect on figures.
    private static readonly HashSet<string> FreeOptions = new(StringComparer.Ordinal) { "shard", "seed", "suite", "module", "shape" };

    private const int Named = 5;

    private ShardSet(IReadOnlyList<IReadOnlyList<ShardRun>> shards, HostList hosts) => (Shards, Hosts) = (shards, hosts);

    /// <summary>For each part of the plan its runs: the complete one first, then other attempts by host, start and name.</summary>
    public IReadOnlyList<IReadOnlyList<ShardRun>> Shards { get; }

    /// <summary>The hosts.</summary>
    public HostList Hosts { get; }

    /// <summary>Every run, part by part.</summary>
    public IEnumerable<ShardRun> Runs => Shards.SelectMany(s => s);

    /// <summary>The first run: what all have in common can be read from it.</summary>
    public ShardRun First => Shards[0][0];

    /// <summary>Puts runs together.</summary>
    /// <param name="runs">At least one run, in any order.</param>
    /// <exception cref="RecordFormatException">The runs do not fit together, a part is missing, doubled or not complete; one line that names it.</exception>
    public static ShardSet FromRuns(IReadOnlyList<ShardRun> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentOutOfRangeException.ThrowIfZero(runs.Count, nameof(runs));
        var ordered = runs.OrderBy(r => r.Shard.Index).ThenByDescending(r => r.IsComplete).ThenBy(r => r.Manifest.StartedAt).ThenBy(r => r.Manifest.Run, StringComparer.Ordinal).ToList();
        foreach (var run in ordered.Skip(1))
        {
            CheckFits(ordered[0], run);
        }

        CheckDoubled(ordered);
        CheckComplete(ordered);
        var hosts = HostList.FromRuns(ordered);
        return new ShardSet(
            [
                .. ordered.GroupBy(r => r.Shard.Index).Select(g => (IReadOnlyList<ShardRun>)
                [
                    .. g.OrderByDescending(r => r.IsComplete).ThenBy(hosts.IndexOf).ThenBy(r => r.Manifest.StartedAt).ThenBy(r => r.Manifest.Run, StringComparer.Ordinal),
                ]),
            ],
            hosts);
    }

    private static void CheckFits(ShardRun first, ShardRun run)
    {
        var (one, other) = (first.Manifest, run.Manifest);
        if (one.Kind != other.Kind)
        {
            throw Differs(first, run, $"is a {other.Kind.Name()} run, the other a {one.Kind.Name()} run");
        }

        if (first.Shard.Plan != run.Shard.Plan || first.Shard.Count != run.Shard.Count)
        {
            throw Differs(first, run, $"is shard {Number(run)} of another plan: other modules were asked for, or another version of this tool divided them");
        }

        if (!one.Engines.Select(e => (e.Label, e.Digest)).SequenceEqual(other.Engines.Select(e => (e.Label, e.Digest))))
        {
            throw Differs(first, run, $"has other engines ({Engines(other)}; the other has {Engines(one)})");
        }

        if (!one.Settings.SequenceEqual(other.Settings, StringComparer.Ordinal))
        {
            throw Differs(first, run, $"has other settings ({string.Join(',', other.Settings)}; the other has {string.Join(',', one.Settings)})");
        }

        if (Unsupported(one).Except(Unsupported(other)).Concat(Unsupported(other).Except(Unsupported(one))).FirstOrDefault() is { Settings: not null } only)
        {
            throw Differs(first, run, $"is of a host where engine {only.Engine} does not treat {only.Settings} alike: it is supported on one of them only");
        }

        if (one.Options.Keys.Union(other.Options.Keys).Where(name => !FreeOptions.Contains(name)).Order(StringComparer.Ordinal)
            .FirstOrDefault(name => !one.Options.GetValueOrDefault(name, OptionValue.None).Equals(other.Options.GetValueOrDefault(name, OptionValue.None))) is { } option)
        {
            throw Differs(first, run, $"was made with {option} '{other.Options.GetValueOrDefault(option)}', the other with '{one.Options.GetValueOrDefault(option)}'");
        }
    }

    private static void CheckDoubled(IReadOnlyList<ShardRun> runs)
    {
        foreach (var shard in runs.GroupBy(r => r.Shard.Index))
        {
            if (shard.GroupBy(r => (r.Manifest.Run, r.Manifest.StartedAt, r.Manifest.Host.Name)).FirstOrDefault(g => g.Count() > 1) is { } twice)
            {
                throw new RecordFormatException($"shard {Number(twice.First())} is doubled: {string.Join(" and ", twice.Select(r => r.Path))} are one run");
            }

            if (shard.Where(r => r.IsComplete).Take(Named).ToList() is { Count: > 1 } complete)
            {
                throw new RecordFormatException($"shard {Number(complete[0])} is doubled: {string.Join(" and ", complete.Select(r => r.Path))} are both complete; leave one out");
            }
        }
    }

    private static void CheckComplete(IReadOnlyList<ShardRun> runs)
    {
        var found = runs.Select(r => r.Shard.Index).ToHashSet();
        var missing = Enumerable.Range(1, runs[0].Shard.Count).Where(i => !found.Contains(i)).ToList();
        if (missing.Count > 0)
        {
            throw new RecordFormatException(
                $"{(missing.Count == 1 ? "shard" : "shards")} {string.Join(", ", missing.Take(Named))}{(missing.Count > Named ? $" and {missing.Count - Named} more" : "")} of {runs[0].Shard.Count} {(missing.Count == 1 ? "is" : "are")} missing: measure {(missing.Count == 1 ? "it with --shard " + missing[0] + "/" + runs[0].Shard.Count : "them")} and merge again");
        }

        if (runs.GroupBy(r => r.Shard.Index).FirstOrDefault(g => !g.Any(r => r.IsComplete)) is { } open)
        {
            throw new RecordFormatException($"shard {Number(open.First())} has not ended: go on with --resume {open.Last().Path}, and merge again");
        }

        if (runs.Where(r => r.IsComplete).SelectMany(r => r.Shard.Units).GroupBy(u => u, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } shared)
        {
            throw new RecordFormatException($"{shared.Key} is in several shards, which no plan does: a run.json was changed");
        }
    }

    private static string Number(ShardRun run) => $"{run.Shard.Index}/{run.Shard.Count}";

    private static string Engines(RunManifest manifest) => string.Join(", ", manifest.Engines.Select(e => $"{e.Label} {e.Digest[..Math.Min(e.Digest.Length, 15)]}"));

    private static IEnumerable<(string Engine, string? Settings)> Unsupported(RunManifest manifest) =>
        manifest.Engines.SelectMany(e => e.Settings.Where(s => !s.Supported).Select(s => (e.Label, (string?)s.Settings)));

    private static RecordFormatException Differs(ShardRun first, ShardRun run, string how) => new($"{run.Path} does not belong to {first.Path}: it {how}");
}
