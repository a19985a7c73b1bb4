using System.CommandLine;
using CompileBench.CommandLine.Options;
using CompileBench.Measuring.Selection;
using CompileBench.Modules.Catalog;

namespace CompileBench.Cli.Commands;

/// <summary><c>modules fetch</c>: brings modules into the cache; exit code 1 when one cannot be had.</summary>
internal static class ModulesFetchCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var suite = CommonOptions.Suite();
        var module = CommonOptions.Modules();
        var command = new Command("fetch", "download the modules of a suite, or those named, into the cache") { suite, module };
        command.SetAction(async (result, cancellation) =>
        {
            var catalog = ModuleCatalog.Load();
            var entries = ModuleSelection.Select(catalog, result.GetValue(suite), result.GetValue(module) ?? []);
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
