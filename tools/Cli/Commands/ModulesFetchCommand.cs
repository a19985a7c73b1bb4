using System.CommandLine;
using CompileBench.Measuring;
using CompileBench.Modules.Catalog;

namespace CompileBench.Cli.Commands;

/// <summary><c>modules fetch</c>: brings modules into the cache; exit code 1 when one cannot be had.</summary>
internal static class ModulesFetchCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var suite = new Option<string>("--suite") { Description = "suite by name or file", DefaultValueFactory = _ => "default" };
        var module = new Option<string[]>("--module") { Description = "module by name or glob instead (repeatable)", Arity = ArgumentArity.OneOrMore };
        var command = new Command("fetch", "bring a suite's modules into the cache") { suite, module };
        command.SetAction(async (result, cancellation) =>
        {
            var catalog = ModuleCatalog.Load();
            var entries = result.GetValue(module) is { Length: > 0 } patterns
                ? patterns.SelectMany(p => catalog.TrySelect(p, out var some, out var fault) ? some : throw new UsageException(fault)).ToArray()
                : [.. catalog.LoadSuite(result.GetValue(suite)!).Entries];
            var fetched = await new ModuleFetcher(catalog, ModuleCache.ForCurrentUser()).FetchAsync(entries, null, cancellation);
            foreach (var one in fetched)
            {
                CliConsole.Line($"{one.Entry.Name}: {(one is ModuleFetchResult.Available available ? available.Path : one.Fault)}");
            }

            return fetched.Any(one => one.Fault is not null) ? 1 : 0;
        });
        return command;
    }
}
