using System.CommandLine;
using CompileBench.Cli.Comparing;
using CompileBench.CommandLine.Options;
using CompileBench.Measuring.Duel;
using CompileBench.Results.Schema;

namespace CompileBench.Cli.Commands;

/// <summary>The options of <c>duel</c>.</summary>
internal sealed class DuelOptions
{
    public readonly Option<string?> Baseline = new("--baseline") { Description = $"the engine to compare with: {CommonOptions.EngineForms}" };
    public readonly Option<string?> Candidate = new("--candidate") { Description = $"the engine to judge: {CommonOptions.EngineForms}" };
    public readonly Option<string> Operation = new("--operation") { Description = $"what is measured: {string.Join(", ", DuelCommand.Operations.Select(o => o.Name))}", DefaultValueFactory = _ => OperationNames.Compile };
    public readonly Option<string?> Suite = new("--suite") { Description = $"{CommonOptions.SuiteForms} (default without --module: {DuelDefaults.Suite}, or {DuelDefaults.WorkloadSuite} with --operation execute; with --settings {string.Join(',', DuelDefaults.Settings)})" };
    public readonly Option<string[]> Module = CommonOptions.Modules();
    public readonly Option<string[]> Settings = CommonOptions.Settings();
    public readonly TimeOption TimeLimit = CommonOptions.TimeLimit("(default 10m); the duel ends earlier when every verdict is reached");
    public readonly Option<string?> Metric = new("--metric") { Description = $"metrics to judge, comma-separated: {MetricOption.Names} (default wall,cpu,memory; wall,cpu with another --operation than compile)" };
    public readonly Option<string?> Threshold = new("--threshold") { Description = "smallest relevant change of time and memory (default 2%)" };
    public readonly Option<string?> InstructionThreshold = new("--instruction-threshold") { Description = "smallest relevant change of an instruction count (default 0.2%)" };
    public readonly Option<string> FailOn = RegressionRule.Option();
    public readonly TimeOption Timeout = CommonOptions.Timeout();
    public readonly SizeOption MemoryLimit = CommonOptions.MemoryLimit();
    public readonly Option<bool> Calibrate = new("--calibrate") { Description = "duel the baseline (default 'package') with itself: count false alarms, and find the smallest change that this machine can detect now" };
    public readonly Option<int> Repeat = new("--repeat") { Description = "number of duels with --calibrate", DefaultValueFactory = _ => 1 };
    public readonly Option<ulong> Seed = new("--seed") { Description = "seed of the random order of cases and pairs", DefaultValueFactory = _ => 1UL };
    public readonly Option<string?> Markdown = new("--markdown") { Description = "write a summary for a pull request to this file" };
    public readonly Option<string?> Report = new("--report") { Description = "write Markdown, JSON and one forest chart per metric to this directory" };
    public readonly Option<bool> All = ComparisonOutput.AllOption();
    public readonly Option<string?> Out = CommonOptions.RunsFolder();
    public readonly Option<string?> Resume = CommonOptions.Resume();
    public readonly Option<string[]> Engine = new("--engine") { Description = "with --resume: the path of a native library that the run used, as LABEL=PATH (repeatable)", Arity = ArgumentArity.OneOrMore };
    public readonly Option<string?> Machine = CommonOptions.Machine();
    public readonly Option<string?> Shard = CommonOptions.Shard("modules");
    public readonly Option<bool> Json = CommonOptions.Json();

    /// <summary>Adds all of them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[
            Baseline, Candidate, Operation, Suite, Module, Settings, TimeLimit, Metric, Threshold, InstructionThreshold, FailOn, Timeout, MemoryLimit,
            Calibrate, Repeat, Seed, Markdown, Report, All, Resume, Engine, Machine, Shard, Out, Json])
        {
            command.Add(option);
        }
    }
}
