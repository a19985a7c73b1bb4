using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using CompileBench.Modules.Catalog;
using CompileBench.Modules.Workloads;
using Xunit;

namespace CompileBench.Engines.Tests.Execution;

/// <summary>
/// Executes the catalog's workloads, under a third of the settings per run (<see cref="SettingShare"/>). Nothing is downloaded: modules that are not in
/// the cache of this user are left out.
/// </summary>
public sealed class CatalogWorkloadsTests
{
    private static readonly OperationLimits Limits = new(TimeSpan.FromMinutes(2), null);

    [Fact]
    public void ExecuteSuite_HasFourteenModulesFromFiveAreasWithWorkloadsAndDrivers()
    {
        var catalog = ModuleCatalog.Load();
        var suite = catalog.LoadSuite("execute").Entries;

        Assert.InRange(suite.Length, 14, 100);
        Assert.All(suite, entry =>
        {
            var workload = WorkloadFile.Load(ModuleWorkloads.FileFor(catalog.Folder, entry)!);
            Assert.NotNull(workload.Expected.Output);
            Assert.NotNull(Engines.Execution.WorkloadDriver.Find(workload.Driver));
        });
        Assert.Equal(
            suite.Select(e => e.Name.Text).Order(StringComparer.Ordinal),
            Directory.GetFiles(Path.Combine(catalog.Folder, ModuleWorkloads.Folder), "*.json").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Execute_EveryWorkloadUnderTheSettingsOfTheDay_GivesTheExpectedOutput()
    {
        var catalog = ModuleCatalog.Load();
        var cache = ModuleCache.ForCurrentUser();
        var present = catalog.LoadSuite("execute").Entries
            .Select((entry, position) => (Entry: entry, Settings: SettingShare.ForModule(position), Found: cache.Find(entry.Digest!.Value) as CacheLookup.Found))
            .Where(m => m.Found is not null).ToList();
        Assert.SkipWhen(present.Count == 0, "needs modules of the suite: run 'compilebench modules fetch --suite execute' first");
        using var workers = new WorkerSlot(null, null);

        Assert.All(present, module => Assert.All(module.Settings, settings =>
        {
            var request = new OperationRequest(
                MeasuredOperation.Execute, settings.Name, module.Found!.Path, null, WorkloadPath: ModuleWorkloads.FileFor(catalog.Folder, module.Entry));
            var outcome = workers.Run(request, Limits, TestContext.Current.CancellationToken);
            Assert.True(outcome is Outcome.Completed, $"{module.Entry.Name} {settings.Name}: {outcome.Kind} {outcome.Message}");
        }));
    }
}
