using System.Text;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Runs;

/// <summary>How a run was measured, for those who want to judge or repeat it.</summary>
internal static class RunMethod
{
    private const int DescribedRuns = 5;
    private const int DescribedHosts = 20;

    /// <summary>Writes the machine, the engines and the options of each run, newest first.</summary>
    /// <param name="text">The document.</param>
    /// <param name="runs">The runs, oldest first.</param>
    public static void Append(StringBuilder text, IReadOnlyList<RunData> runs)
    {
        text.Line("## How it was measured").Line();
        foreach (var run in runs.Reverse().Take(DescribedRuns))
        {
            Append(text, run.Manifest);
        }

        if (runs.Count > DescribedRuns)
        {
            text.Line($"and {RunCaption.Count(runs.Count - DescribedRuns, "older run")}: {string.Join(", ", runs.Reverse().Skip(DescribedRuns).Select(r => MarkdownText.Name(r.Manifest.Run)))}.").Line();
        }
    }

    private static void Append(StringBuilder text, RunManifest manifest)
    {
        var host = manifest.Host;
        text.Line("| | |").Line("|---|---|");
        Row(text, "run", manifest.Run);
        Row(text, "host", host.Name);
        Row(text, "processor", host.Cpu ?? NotAvailable.Text);
        Row(text, "cores and memory", $"{host.LogicalCores}, {ByteSizeText.Format(host.MemoryBytes)}");
        Row(text, "system", $"{host.OperatingSystem}, {host.Architecture}, {host.Runtime}");
        Row(text, "load average at the start", host.LoadAverage?.ToString("0.00") ?? NotAvailable.Text);
        Row(text, "began, ended (UTC)", $"{Moment(manifest.StartedAt)}, {(manifest.EndedAt is { } end ? Moment(end) : NotAvailable.Text)}");
        Row(text, "share of the time inside measured compiles", PercentText.Format(manifest.MeasuredShare));
        Row(text, "tool", $"{manifest.ToolVersion}{(manifest.Commit is { } commit ? $" at {commit}" : "")}");
        foreach (var (name, value) in manifest.Options.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            Row(text, name, value.Text);
        }

        text.Line();
        if (manifest.Merge is { } merge)
        {
            AppendHosts(text, merge);
        }

        foreach (var engine in manifest.Engines)
        {
            text.Line($"Engine {MarkdownText.Name(engine.Label)}: version {MarkdownText.Name(engine.Version ?? NotAvailable.Text)}, library `{Digest(engine.Digest)}`.").Line();
            foreach (var refused in engine.Settings.Where(s => !s.Supported))
            {
                text.Line($"- {MarkdownText.Name(refused.Settings)} is not supported by it: {MarkdownText.Escape(refused.Evidence)}");
            }

            if (engine.Settings.Any(s => !s.Supported))
            {
                text.Line();
            }
        }
    }

    private static void AppendHosts(StringBuilder text, MergeDescription merge)
    {
        text.Line($"Merged from {RunCaption.Count(merge.Runs.Count, "run")} of {RunCaption.Count(merge.Count, "shard")}.").Line();
        text.Line("| host | shards | load average at the start |").Line("|---|---|---|");
        for (var i = 0; i < Math.Min(merge.Hosts.Count, DescribedHosts); i++)
        {
            var shards = merge.Runs.Where(r => r.Host == i).Select(r => r.Shard).Distinct().Order().ToList();
            text.Line($"| {MarkdownText.Escape(RunCaption.Host(merge.Hosts[i]))} | {string.Join(", ", shards.Take(DescribedHosts))}{(shards.Count > DescribedHosts ? ", …" : "")} | {merge.Hosts[i].LoadAverage?.ToString("0.00") ?? NotAvailable.Text} |");
        }

        text.Line();
        if (merge.Hosts.Count > DescribedHosts)
        {
            text.Line($"and {RunCaption.Count(merge.Hosts.Count - DescribedHosts, "more host")}; all of them are in `run.json`.").Line();
        }
    }

    private static void Row(StringBuilder text, string name, string value) => text.Line($"| {MarkdownText.Escape(name)} | {MarkdownText.Escape(value)} |");

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss");

    private static string Digest(string digest) => string.Concat(digest.Where(c => char.IsAsciiLetterOrDigit(c) || c == ':').Take(80));
}
