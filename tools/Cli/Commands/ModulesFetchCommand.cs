using System.CommandLine;
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
            var missing = 0;
            foreach (var one in fetched)
            {
                missing += one is ModuleFetchResult.Available ? 0 : 1;
                Console.WriteLine(one switch
                {
                    ModuleFetchResult.Available a => $"{a.Entry.Name}: {a.Path}",
                    ModuleFetchResult.DigestMismatch d => $"{d.Entry.Name}: {d.Message}",
                    ModuleFetchResult.Unavailable u => $"{u.Entry.Name}: {u.Reason}: {u.Remedy}",
                    _ => $"{one.Entry.Name}: cannot be had",
                });
            }

            return missing > 0 ? 1 : 0;
        });
        return command;
    }
}
