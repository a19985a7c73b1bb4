using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Results.Merging;

/// <summary>
/// Combines what the shards of a hunt found: counts are summed, and of findings that grow in the same way under the same settings the one with the
/// highest lower bound is kept. The modules that findings name are copied.
/// </summary>
internal static class MergedHunts
{
    /// <summary>Writes the findings where the runs are hunts.</summary>
    /// <param name="runs">The complete run of each part, in the order of the parts.</param>
    /// <param name="directory">The directory of the merged run.</param>
    /// <exception cref="RecordFormatException">The findings of a run cannot be read.</exception>
    public static void Write(IReadOnlyList<ShardRun> runs, string directory)
    {
        List<(ShardRun Run, HuntResults Results)> parts = [];
        foreach (var run in runs.Where(r => r.Manifest.Kind == RunKind.Hunt))
        {
            parts.Add((run, HuntResultsFile.Read(run.Path) ?? throw new RecordFormatException($"{run.Path} has no {HuntResultsFile.Name}: go on with --resume {run.Path}, and merge again")));
        }

        if (parts.Count > 0)
        {
            var kept = Distinct([.. parts.SelectMany(p => p.Results.Findings.Select(f => (p.Run, Finding: f)))]);
            foreach (var (run, finding) in kept.Where(k => k.Finding.Module is not null))
            {
                CopyModule(run, finding.Module!, directory);
            }

            HuntResultsFile.Write(directory, Sum([.. parts.Select(p => p.Results)]) with { Findings = Named(kept.Select(k => k.Finding)) });
        }
    }

    private static HuntResults Sum(IReadOnlyList<HuntResults> all) => all[0] with
    {
        Screened = all.Sum(r => r.Screened),
        Refused = all.Sum(r => r.Refused),
        Refusal = all.Select(r => r.Refusal).FirstOrDefault(r => r is not null),
        Cells = all.Sum(r => r.Cells),
        Remeasured = all.Sum(r => r.Remeasured),
        Confirmed = all.Sum(r => r.Confirmed),
        Waiting = all.Sum(r => r.Waiting),
        Dropped = all.Sum(r => r.Dropped),
        Duplicates = all.Sum(r => r.Duplicates),
        Seconds = all.Sum(r => r.Seconds),
        ScreeningSeconds = all.Sum(r => r.ScreeningSeconds),
        Rediscovered = [.. all.SelectMany(r => r.Rediscovered).GroupBy(r => (r.Shape, r.Settings)).Select(g => g.MaxBy(r => r.Slope)!).OrderBy(r => r.Shape, StringComparer.Ordinal).ThenBy(r => r.Settings, StringComparer.Ordinal)],
        ProcessorShare = all.All(r => r.ProcessorShare is not null) ? all.Average(r => r.ProcessorShare) : null,
    };

    private static List<(ShardRun Run, HuntFinding Finding)> Distinct(IReadOnlyList<(ShardRun Run, HuntFinding Finding)> all) =>
    [
        .. all.Select((entry, place) => (entry.Run, entry.Finding, place))
            .GroupBy(e => e.Finding.Slope is null ? (e.Finding.Kind, e.Finding.Message ?? "", e.Finding.Settings) : (e.Finding.Kind, $"{WithoutNumber(e.Finding.Name)} {e.Finding.Signature}", e.Finding.Settings))
            .Select(g => g.MaxBy(e => e.Finding.Lower ?? 0))
            .OrderBy(e => e.place)
            .Select(e => (e.Run, e.Finding)),
    ];

    // Two shards can give one name to different findings.
    private static List<HuntFinding> Named(IEnumerable<HuntFinding> findings)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var named = new List<HuntFinding>();
        foreach (var finding in findings)
        {
            var name = finding.Name;
            for (var i = 2; !names.Add(name); i++)
            {
                name = $"{WithoutNumber(finding.Name)}-{i}";
            }

            named.Add(finding with { Name = name });
        }

        return named;
    }

    private static string WithoutNumber(string name) => name.LastIndexOf('-') is > 0 and var mark && name[(mark + 1)..].All(char.IsAsciiDigit) ? name[..mark] : name;

    private static void CopyModule(ShardRun run, string module, string directory)
    {
        var source = Path.GetFullPath(Path.Combine(run.Path, module));
        if (!source.StartsWith(Path.GetFullPath(run.Path) + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !File.Exists(source))
        {
            throw new RecordFormatException($"{run.Path} has no {module}, which one of its findings names: copy the run again");
        }

        var target = Path.Combine(directory, module);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(source, target, overwrite: true);
    }
}
