using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Measuring;
using CompileBench.Measuring.Explaining;
using CompileBench.Measuring.Explaining.Differences;
using CompileBench.Measuring.Instructions;
using CompileBench.Modules.Catalog;

namespace CompileBench.Cli.Explaining;

/// <summary>Counts every module with both engines and writes a page on those that changed most.</summary>
/// <param name="catalog">The catalog.</param>
/// <param name="baseline">The engine compared against.</param>
/// <param name="candidate">The engine judged.</param>
/// <param name="settings">The settings.</param>
/// <param name="most">How many modules the page shows.</param>
/// <param name="largest">The largest module counted, in bytes; for the page's words.</param>
internal sealed class ChangesRun(ModuleCatalog catalog, EngineBuild baseline, EngineBuild candidate, IReadOnlyList<CompilerSettings> settings, int most, long largest)
{
    public async Task<int> RunAsync(IReadOnlyList<CatalogEntry> entries, string file, CancellationToken cancellation)
    {
        if (InstructionCounter.MissingHere is not null)
        {
            throw new UsageException(Explainer.NotHere);
        }

        foreach (var engine in new[] { baseline, candidate })
        {
            var unsupported = settings.Zip(ProvedSettings.Faults(engine, settings, cancellation)).FirstOrDefault(s => s.Second is not null);
            if (unsupported.Second is not null)
            {
                throw new UsageException($"{engine.Label} {unsupported.First}: {unsupported.Second}");
            }
        }

        var differences = new List<ExplanationDifference>();
        var left = new List<string>();
        var fetched = await new ModuleFetcher(catalog, ModuleCache.ForCurrentUser()).FetchAsync([.. entries], null, cancellation);
        foreach (var one in fetched)
        {
            if (one is not ModuleFetchResult.Available available)
            {
                left.Add($"{one.Entry.Name}: {one.Fault}");
                continue;
            }

            var bytes = await File.ReadAllBytesAsync(available.Path, cancellation);
            foreach (var setting in settings)
            {
                Add(one.Entry.Name.Text, bytes, setting, differences, left, cancellation);
            }

            // Written anew after every module, so that what was counted is not lost when it is stopped.
            PageFile.Write(file, ChangesPage.Of(baseline, candidate, settings, differences, left, most, largest));
        }

        Console.WriteLine(file);
        return 0;
    }

    private void Add(string name, byte[] bytes, CompilerSettings setting, List<ExplanationDifference> differences, List<string> left, CancellationToken cancellation)
    {
        var explainer = new Explainer(name, bytes);
        var before = explainer.Explain(baseline, setting, InstructionCounter.DefaultLimits, cancellation);
        var after = before.Explanation is null ? before : explainer.Explain(candidate, setting, InstructionCounter.DefaultLimits, cancellation);
        if (before.Explanation is null || after.Explanation is null)
        {
            left.Add($"{name} under {setting}: {after.Message}");
            return;
        }

        var difference = ExplanationDifference.Of(before.Explanation, after.Explanation);
        differences.Add(difference);
        Console.Error.WriteLine(DifferenceClaim.Of(difference));
    }
}
