using System.CommandLine;
using CompileBench.Cli.Comparing;

namespace CompileBench.Cli.Commands;

/// <summary>The options of <c>duel</c>.</summary>
internal sealed class DuelOptions
{
    private const string EngineForms = "LABEL=PATH of a native library, a version, or 'package'";

    public readonly Option<string?> Baseline = new("--baseline") { Description = $"the engine to compare with: {EngineForms}" };
    public readonly Option<string?> Candidate = new("--candidate") { Description = $"the engine that is judged: {EngineForms}" };
    public readonly Option<string?> Suite = new("--suite") { Description = "suite by name (quick, default, full) or a .suite file" };
    public readonly Option<string[]> Module = new("--module") { Description = "module by name, glob, recipe or .wasm file (repeatable)", Arity = ArgumentArity.OneOrMore };
    public readonly Option<string[]> Settings = new("--settings") { Description = "compiler settings, comma-separated (default: all seven)", Arity = ArgumentArity.OneOrMore };
    public readonly Option<string?> Time = new("--time") { Description = "how long the whole may take (default 10m); it ends earlier when every verdict is reached" };
    public readonly Option<string?> Metric = new("--metric") { Description = $"what is judged, comma-separated: {MetricOption.Names} (default wall,cpu,memory)" };
    public readonly Option<string?> Threshold = new("--threshold") { Description = "the smallest relevant change of time and memory (default 2%)" };
    public readonly Option<string?> InstructionThreshold = new("--instruction-threshold") { Description = "the smallest relevant change of an instruction count (default 0.2%)" };
    public readonly Option<string> FailOn = RegressionRule.Option();
    public readonly Option<string?> Timeout = new("--timeout") { Description = "wall time of one compile before it is killed (default 60s)" };
    public readonly Option<string?> MemoryLimit = new("--memory-limit") { Description = "memory one compile may add before it is killed (default none)" };
    public readonly Option<bool> Calibrate = new("--calibrate") { Description = "set the baseline (default 'package') against itself: false alarms, and the smallest change that would be seen here and now" };
    public readonly Option<int> Repeat = new("--repeat") { Description = "how many duels to calibrate by", DefaultValueFactory = _ => 1 };
    public readonly Option<ulong> Seed = new("--seed") { Description = "orders of cases and pairs follow from it", DefaultValueFactory = _ => 1UL };
    public readonly Option<string?> Markdown = new("--markdown") { Description = "write a summary for a pull request to this file" };
    public readonly Option<string?> Output = new("--output", "-o") { Description = "write Markdown, JSON and a forest chart a metric to this directory" };
    public readonly Option<string?> Out = new("--out") { Description = "where the run's directory is made (default results/runs)" };
    public readonly Option<bool> Json = new("--json") { Description = "print JSON" };

    /// <summary>Adds all of them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[
            Baseline, Candidate, Suite, Module, Settings, Time, Metric, Threshold, InstructionThreshold, FailOn, Timeout, MemoryLimit,
            Calibrate, Repeat, Seed, Markdown, Output, Out, Json])
        {
            command.Add(option);
        }
    }
}
