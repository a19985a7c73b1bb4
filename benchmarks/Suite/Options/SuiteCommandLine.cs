using System.CommandLine;
using CompileBench.Analysis.Policy;
using CompileBench.CommandLine;
using CompileBench.CommandLine.Options;
using CompileBench.Engines.Isolation;
using CompileBench.Measuring;
using CompileBench.Measuring.Runs;
using CompileBench.Measuring.Selection;
using CompileBench.Measuring.Sharding;
using CompileBench.Modules.Catalog;
using CompileBench.Modules.Workloads;

namespace CompileBench.Benchmarks.Suite.Options;

/// <summary>Splits the command line into the suite's options and BenchmarkDotNet's.</summary>
internal static class SuiteCommandLine
{
    /// <summary>Reads the command line.</summary>
    /// <exception cref="UsageException">An option or value is not one this program knows.</exception>
    public static SuiteOptions Parse(string[] args)
    {
        var options = new Declarations();
        var arguments = OldSpellings.Replace(RepeatedValues.Expand(args));
        var result = options.Root.Parse(arguments, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        if (result.Errors.Count > 0)
        {
            throw new UsageException(result.Errors[0].Message.ReplaceLineEndings(" "));
        }

        var rest = result.UnmatchedTokens;
        foreach (var unknown in rest.Where(a => a.StartsWith("--", StringComparison.Ordinal) && !BenchmarkDotNetOptions.Knows(a)))
        {
            var known = options.Root.Options.Select(o => o.Name).Concat(BenchmarkDotNetOptions.Names);
            throw new UsageException($"unknown option {unknown}{NearestNames.Suggestion(unknown, known)}");
        }

        StrayArguments.Check(arguments, [.. options.Root.Options]);
        return new SuiteOptions
        {
            Suite = result.GetValue(options.Suite),
            Modules = result.GetValue(options.Module) ?? [],
            Settings = SettingsSelection.WithKnobs(SettingsSelection.Parse(result.GetValue(options.Settings)), result.GetValue(options.Knobs)),
            Engines = result.GetValue(options.Engine) ?? [],
            CaseBudget = result.GetValue(options.CaseBudget) ?? TimeSpan.FromMilliseconds(400),
            TimeLimit = result.GetValue(options.TimeLimit),
            Rounds = RoundsOf(result.GetValue(options.Rounds)),
            Seed = result.GetValue(options.Seed) ?? Random.Shared.Next(),
            Timeout = result.GetValue(options.Timeout) ?? OperationLimits.DefaultDeadline,
            MemoryLimit = result.GetValue(options.MemoryLimit),
            Budget = options.Budget.Read(result),
            Deadline = options.Budget.ReadDeadline(result),
            FailOn = FailOn(options, result),
            PreflightOnly = result.GetValue(options.PreflightOnly),
            SmallWorkloads = result.GetValue(options.SmallWorkloads) || Environment.GetEnvironmentVariable(SightglassConvention.SmallWorkloadVariable) is not null,
            Resume = result.GetValue(options.Resume),
            Machine = result.GetValue(options.Machine),
            Shard = ShardNumber.Parse(result.GetValue(options.Shard)),
            Out = result.GetValue(options.Out) ?? RepositoryPlaces.Runs,
            Given = [.. options.Root.Options.Where(o => result.GetResult(o) is { Implicit: false }).Select(o => o.Name.TrimStart('-'))],
            BenchmarkArguments = FilterArguments.Mend([.. rest], File.Exists),
        };
    }

    /// <summary>One line for each option of the suite.</summary>
    public static IEnumerable<string> HelpLines() =>
        new Declarations().Root.Options.Where(o => o is not System.CommandLine.Help.HelpOption and not VersionOption)
            .Select(o => $"  {o.Name,-20} {o.Description}");

    // Who asks only whether a compile is over the budget does not ask whether an engine takes every module.
    private static IReadOnlySet<RunFailure> FailOn(Declarations options, ParseResult result)
    {
        var overBudget = result.GetValue(options.Budget.FailOver);
        HashSet<RunFailure> failures = options.FailOn.Read(result) is { } named ? [.. named]
            : overBudget ? [RunFailure.Failed, RunFailure.Missing, RunFailure.OverDeadline]
            : [RunFailure.Failed, RunFailure.Rejected, RunFailure.Missing, RunFailure.OverDeadline];
        if (overBudget)
        {
            failures.Add(RunFailure.OverBudget);
        }

        return failures;
    }

    private static int? RoundsOf(int? rounds) =>
        rounds is null or >= 1 ? rounds : throw new UsageException($"--rounds {rounds} measures nothing: write a number from 1");

    private sealed class Declarations
    {
        public readonly Option<string?> Suite = CommonOptions.Suite();
        public readonly Option<string[]> Module = CommonOptions.Modules();
        public readonly Option<string[]> Settings = CommonOptions.Settings();
        public readonly Option<string[]> Knobs = CommonOptions.Knobs("measure each setting also with each of these engine options alone, and show what each costs");
        public readonly Option<string[]> Engine = CommonOptions.Engines();
        public readonly TimeOption CaseBudget = new("--case-budget", "measuring time per case and round (default 400ms)");
        public readonly TimeOption TimeLimit = CommonOptions.TimeLimit("(default 4m, which with the build of a new clone is five minutes)");
        public readonly Option<int?> Rounds = new("--rounds") { Description = "measure this many rounds; each measures every case once in a fresh process (default: as many as the time allows, at most 16 where neither is given)" };
        public readonly Option<int?> Seed = new("--seed") { Description = "the seed of the random order within rounds (default: a new one, recorded in the run)" };
        public readonly TimeOption Timeout = CommonOptions.Timeout();
        public readonly SizeOption MemoryLimit = CommonOptions.MemoryLimit();
        public readonly BudgetOptions Budget = new();
        public readonly FailOnOption FailOn = new("failed,rejected,missing,over-deadline; with --fail-over-budget over-budget instead of rejected");
        public readonly Option<bool> PreflightOnly = new("--preflight-only") { Description = "compile each case once, kill it at the limit (--deadline, --timeout or --budget), and say which modules exceed it; measures and records nothing" };
        public readonly Option<bool> SmallWorkloads = new("--small-workloads") { Description = $"execute Sightglass' programs with their small.input where they have one, as sightglass-cli --small-workloads does (it sets {SightglassConvention.SmallWorkloadVariable})" };
        public readonly Option<string?> Resume = CommonOptions.Resume();
        public readonly Option<string?> Machine = CommonOptions.Machine();
        public readonly Option<string?> Shard = CommonOptions.Shard("modules");
        public readonly Option<string?> Out = CommonOptions.RunsFolder();
        public readonly RootCommand Root = new("Measures how long Wasmtime takes to compile WebAssembly modules.") { TreatUnmatchedTokensAsErrors = false };

        public Declarations()
        {
            foreach (var option in (Option[])[Suite, Module, Settings, Knobs, Engine, TimeLimit, Rounds, Seed, CaseBudget, Timeout, MemoryLimit, .. Budget.All, FailOn, PreflightOnly, SmallWorkloads, Resume, Machine, Shard, Out])
            {
                Root.Options.Add(option);
            }
        }
    }
}
