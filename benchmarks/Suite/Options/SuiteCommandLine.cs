using System.CommandLine;
using System.CommandLine.Parsing;
using CompileBench.Engines.Isolation;
using CompileBench.Measuring;
using CompileBench.Measuring.Runs;
using CompileBench.Measuring.Selection;
using CompileBench.Modules.Catalog;

namespace CompileBench.Benchmarks.Suite.Options;

/// <summary>Splits the command line into the suite's options and BenchmarkDotNet's.</summary>
internal static class SuiteCommandLine
{
    /// <summary>Reads the command line.</summary>
    /// <exception cref="UsageException">An option or value is not one this program knows.</exception>
    public static SuiteOptions Parse(string[] args)
    {
        var options = new Declarations();
        var result = options.Root.Parse(args, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
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

        return new SuiteOptions
        {
            Suite = result.GetValue(options.Suite),
            Modules = result.GetValue(options.Module) ?? [],
            Settings = SettingsSelection.Of(result.GetValue(options.Settings)),
            Engines = [.. EnginesInOrder(result, options)],
            CaseBudget = Time(result, options.CaseBudget) ?? TimeSpan.FromSeconds(1.8),
            Timeout = Time(result, options.Timeout) ?? CompileLimits.DefaultDeadline,
            MemoryLimit = Size(result, options.MemoryLimit),
            Budget = BudgetOption.Read(result.GetValue(options.Budget), result.GetValue(options.BudgetFactor)),
            FailOverBudget = result.GetValue(options.FailOverBudget),
            Resume = result.GetValue(options.Resume),
            Shard = ShardOf(result.GetValue(options.Shard)),
            Out = result.GetValue(options.Out) ?? RepositoryPlaces.Runs,
            Given = [.. options.Root.Options.Where(o => result.GetResult(o) is { Implicit: false }).Select(o => o.Name.TrimStart('-'))],
            BenchmarkArguments = FilterArguments.Mend([.. rest], File.Exists),
        };
    }

    /// <summary>One line for each option of the suite.</summary>
    public static IEnumerable<string> HelpLines() =>
        new Declarations().Root.Options.Where(o => o is not System.CommandLine.Help.HelpOption and not VersionOption)
            .Select(o => $"  {o.Name,-20} {o.Description}");

    // Two options name engines, and the first engine named is what the others are compared with: the order across both counts.
    private static IEnumerable<string> EnginesInOrder(ParseResult result, Declarations options)
    {
        var naming = false;
        foreach (var token in result.Tokens)
        {
            if (naming && token.Type == TokenType.Argument)
            {
                yield return token.Value;
            }

            naming = token.Type == TokenType.Option && (token.Value == options.Engine.Name || token.Value == options.Wasmtime.Name);
        }
    }

    private static TimeSpan? Time(ParseResult result, Option<string?> option) => OptionQuantities.Time(option.Name, result.GetValue(option));

    private static long? Size(ParseResult result, Option<string?> option) => OptionQuantities.Size(option.Name, result.GetValue(option));

    private static (int, int) ShardOf(string? text)
    {
        if (text is null)
        {
            return (1, 1);
        }

        var parts = text.Split('/');
        return parts.Length == 2 && int.TryParse(parts[0], out var index) && int.TryParse(parts[1], out var count) && index >= 1 && index <= count
            ? (index, count)
            : throw new UsageException($"--shard '{text}' is not I/N with 1 <= I <= N, such as 1/4");
    }

    private sealed class Declarations
    {
        public readonly Option<string?> Suite = new("--suite") { Description = "suite by name (quick, default, full, budget) or a .suite file" };
        public readonly Option<string[]> Module = new("--module") { Description = "module by name, glob or .wasm file (repeatable)", Arity = ArgumentArity.OneOrMore };
        public readonly Option<string[]> Settings = new("--settings") { Description = "compiler settings, comma-separated (default: all seven)", Arity = ArgumentArity.OneOrMore };
        public readonly Option<string[]> Wasmtime = new("--wasmtime") { Description = "Wasmtime by version (repeatable)", Arity = ArgumentArity.OneOrMore };
        public readonly Option<string[]> Engine = new("--engine") { Description = "Wasmtime as LABEL=PATH of a native library (repeatable)", Arity = ArgumentArity.OneOrMore };
        public readonly Option<string?> CaseBudget = new("--case-budget") { Description = "measuring time per case (default 1.8s)" };
        public readonly Option<string?> Timeout = new("--timeout") { Description = "wall time of one compile before it is killed (default 60s)" };
        public readonly Option<string?> MemoryLimit = new("--memory-limit") { Description = "memory one compile may add (default none; Linux only)" };
        public readonly Option<string?> Budget = new("--budget") { Description = "time one compile may take in a fuzzer (default 60s)" };
        public readonly Option<double?> BudgetFactor = new("--budget-factor") { Description = "how many times slower it is there (default 20)" };
        public readonly Option<bool> FailOverBudget = new("--fail-over-budget") { Description = "end with 1 when a compile is over that budget" };
        public readonly Option<string?> Resume = new("--resume") { Description = "complete an earlier run: measure what is missing and nothing else" };
        public readonly Option<string?> Shard = new("--shard") { Description = "measure part I of N of the modules, as I/N" };
        public readonly Option<string?> Out = new("--out") { Description = "where run directories are made (default results/runs)" };
        public readonly RootCommand Root = new("Measures how long Wasmtime takes to compile WebAssembly modules.") { TreatUnmatchedTokensAsErrors = false };

        public Declarations()
        {
            foreach (var option in (Option[])[Module, Settings, Wasmtime, Engine])
            {
                // Repeatable, one value each: otherwise an option would swallow what follows it.
                option.AllowMultipleArgumentsPerToken = false;
            }

            foreach (var option in (Option[])[Suite, Module, Settings, Wasmtime, Engine, CaseBudget, Timeout, MemoryLimit, Budget, BudgetFactor, FailOverBudget, Resume, Shard, Out])
            {
                Root.Options.Add(option);
            }
        }
    }
}
