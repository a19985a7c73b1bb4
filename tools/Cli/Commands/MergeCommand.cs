using System.CommandLine;
using CompileBench.Analysis.Fleet;
using CompileBench.CommandLine;
using CompileBench.CommandLine.Options;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Documents.Sources;
using CompileBench.Results.Merging;
using CompileBench.Results.Schema;

namespace CompileBench.Cli.Commands;

/// <summary><c>merge</c>: makes one run from the shards that several machines measured; exit code 1 where a host's ratios depart.</summary>
internal static class MergeCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var runs = new Argument<string[]>("run") { Description = "the runs of all shards, or directories of such runs", Arity = ArgumentArity.OneOrMore };
        var output = CommonOptions.RequiredOut("write the merged run to this directory, which must not exist");
        var leaveOut = new Option<bool>("--leave-out-departing") { Description = "leave out the records of hosts whose canary ratios depart from those of other hosts" };
        var command = new Command("merge", "make one run from the shards of several machines. The exit code is 1 if the canary ratios of a host depart and its records are not left out") { runs, output, leaveOut };
        command.SetAction((parsed, cancellation) =>
        {
            var shards = ShardSet.FromRuns([.. parsed.GetValue(runs)!.SelectMany(RecordedRun.RunsIn).Select(ShardRun.Read)]);
            var manifest = RunMerge.Write(shards, parsed.GetValue(output)!, CanaryCheck.Find, parsed.GetValue(leaveOut), cancellation);
            Print(manifest);
            CliConsole.Line(parsed.GetValue(output)!);
            return Task.FromResult(manifest.Merge!.Departures.Count > 0 && manifest.Merge.LeftOutHosts.Count == 0 ? ExitCodes.Negative : ExitCodes.Success);
        });
        return command;
    }

    private static void Print(RunManifest manifest)
    {
        var merge = manifest.Merge!;
        CliConsole.Line($"{RunCaption.Count(merge.Count, "shard")}, {RunCaption.Count(merge.Runs.Count, "run")}, {RunCaption.Count(merge.Hosts.Count, "host")}, {RunCaption.Count(manifest.Modules.Count, "module")}");
        foreach (var shard in merge.Runs.GroupBy(r => r.Shard).Where(g => g.Count() > 1))
        {
            CliConsole.Line($"note: shard {shard.Key} was retried: {shard.Count()} runs, all of their rounds count");
        }

        foreach (var warning in MergeWarnings.ForDepartures(merge))
        {
            CliConsole.Line($"note: {warning}");
        }

        if (merge.Hosts.Count > 1 && CanaryCheck.NotJudged(merge.Hosts) is { Count: > 0 } few)
        {
            CliConsole.Line($"note: the canary ratios of {few.Count} of {merge.Hosts.Count} hosts are not judged: fewer than {CanaryCheck.FewestHosts} hosts have their processor");
        }
    }
}
