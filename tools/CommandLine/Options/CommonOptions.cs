using System.CommandLine;
using CompileBench.Measuring.Selection;
using CompileBench.Modules.Catalog;
using CompileBench.Results.Schema;

namespace CompileBench.CommandLine.Options;

/// <summary>The options that several commands share: one name and one description for one thing.</summary>
public static class CommonOptions
{
    /// <summary>What names an engine, for descriptions and messages.</summary>
    public const string EngineForms = "LABEL=PATH of a native library, a version, or 'package'";

    /// <summary><c>--engine</c>, repeatable.</summary>
    public static Option<string[]> Engines() => Repeatable("--engine", $"Wasmtime as {EngineForms} (repeatable; default 'package')");

    /// <summary><c>--engine</c>, one.</summary>
    /// <param name="default">The engine used where none is named.</param>
    public static Option<string> Engine(string @default) => new("--engine") { Description = $"Wasmtime as {EngineForms}", DefaultValueFactory = _ => @default };

    /// <summary><c>--settings</c>.</summary>
    /// <param name="default">What is used without it, in words.</param>
    public static Option<string[]> Settings(string @default = "all seven") => Repeatable("--settings", $"compiler settings by name, comma-separated, or {SettingsSelection.AllSettings} (default: {@default})");

    /// <summary><c>--knobs</c>.</summary>
    /// <param name="description">What happens with them.</param>
    public static Option<string[]> Knobs(string description) => Repeatable(
        "--knobs", $"{description}, comma-separated ({string.Join(", ", KnobNames.All.Select(k => k.Name))}, or {SettingsSelection.AllKnobs}, which leaves out proposals)");

    /// <summary><c>--module</c>, repeatable.</summary>
    public static Option<string[]> Modules() =>
        Repeatable("--module", "modules: names, globs of names, recipes SHAPE@SIZE, .wasm files, patterns of paths, folders or .suite files (several, repeatable)");

    /// <summary>What names a suite, for descriptions.</summary>
    public static string SuiteForms => $"suite by name ({string.Join(", ", ModuleCatalog.SuiteNamesIn(ModuleCatalog.DefaultFolder))}) or a .suite file";

    /// <summary><c>--suite</c>.</summary>
    public static Option<string?> Suite() => new("--suite") { Description = $"{SuiteForms} (default: {ModuleSelection.DefaultSuite})" };

    /// <summary><c>--timeout</c>: one compile.</summary>
    /// <param name="default">The default in words.</param>
    public static TimeOption Timeout(string @default = "60s") => new("--timeout", $"wall time of one compile before it is killed (default {@default})");

    /// <summary><c>--memory-limit</c>: one compile.</summary>
    /// <param name="default">The default in words.</param>
    public static SizeOption MemoryLimit(string @default = "none; Linux only") => new("--memory-limit", $"memory that one compile may add before it is killed (default {@default})");

    /// <summary><c>--time-limit</c>: the whole command.</summary>
    /// <param name="description">What happens with the time, and the default.</param>
    public static TimeOption TimeLimit(string description) => new("--time-limit", $"time for the whole command {description}");

    /// <summary><c>--out</c>, <c>-o</c>: the file or directory a command writes.</summary>
    /// <param name="description">What is written there.</param>
    public static Option<string?> Out(string description) => new("--out", "-o") { Description = description };

    /// <summary>The same where the command cannot do without it.</summary>
    public static Option<string> RequiredOut(string description) => new("--out", "-o") { Description = description, Required = true };

    /// <summary><c>--out</c> of a command that makes a run.</summary>
    public static Option<string?> RunsFolder() => Out("create the run's directory in this folder (default results/runs)");

    /// <summary><c>--resume</c>.</summary>
    public static Option<string?> Resume() => new("--resume") { Description = "complete an earlier run: measure only the missing cases" };

    /// <summary><c>--shard</c>.</summary>
    /// <param name="units">What is divided, in the plural.</param>
    public static Option<string?> Shard(string units) => new("--shard")
    {
        Description = $"measure one of N parts of the {units}, and the canaries that every part measures: I/N, such as 1/4, or 'auto' in a task of Slurm, Kubernetes, GNU parallel or CI",
    };

    /// <summary><c>--machine</c>.</summary>
    public static Option<string?> Machine() => new("--machine") { Description = "the name of this machine in the run (default: the host's name)" };

    /// <summary><c>--json</c>.</summary>
    public static Option<bool> Json() => new("--json") { Description = "print JSON to standard output" };

    // One value each: otherwise an option would also take the arguments that follow its value.
    private static Option<string[]> Repeatable(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };
}
