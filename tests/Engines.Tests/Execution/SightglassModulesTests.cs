using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using Xunit;

namespace CompileBench.Engines.Tests.Execution;

/// <summary>
/// Executes every benchmark of Sightglass in <c>../shared</c>, under a third of the settings per run (<see cref="SettingShare"/>). An execution
/// completes only if its output is that of the expected file.
/// </summary>
public sealed class SightglassModulesTests
{
    private static readonly OperationLimits Limits = new(TimeSpan.FromMinutes(5), null);

    [Fact]
    public void Execute_EveryModuleUnderTheSettingsOfTheDay_GivesTheExpectedOutput()
    {
        var folder = SharedFiles.Require("sightglass");
        using var workers = new WorkerSlot(null, null);
        var modules = Directory.GetFiles(folder, "*.wasm", SearchOption.AllDirectories).Where(IsCoreModule).Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(modules);

        Assert.All(modules.Select((path, position) => (Path: path, Settings: SettingShare.ForModule(position))), module =>
        {
            var digests = module.Settings.Select(settings =>
            {
                var outcome = workers.Run(new OperationRequest(MeasuredOperation.Execute, settings.Name, module.Path, null), Limits, TestContext.Current.CancellationToken);
                Assert.True(outcome is Outcome.Completed || IsRefusal(outcome), $"{module.Path} {settings.Name}: {outcome.Kind} {outcome.Message}");
                return (outcome as Outcome.Completed)?.OutputDigest;
            }).OfType<string>().ToList();

            Assert.Single(digests.Distinct());
            Assert.InRange(digests.Count, module.Settings.Count - 1, module.Settings.Count);
        });
    }

    [Fact]
    public void Execute_ExpectedFileThatDiffers_IsWrongOutput()
    {
        using var folder = new TestFolder();
        foreach (var file in Directory.GetFiles(SharedFiles.Require("sightglass", "noop")))
        {
            File.Copy(file, Path.Combine(folder.Path, Path.GetFileName(file)));
        }

        File.WriteAllText(Path.Combine(folder.Path, "benchmark.stdout.expected"), "something else");
        using var workers = new WorkerSlot(null, null);

        var outcome = workers.Run(
            new OperationRequest(MeasuredOperation.Execute, "winch", Path.Combine(folder.Path, "benchmark.wasm"), null), Limits, TestContext.Current.CancellationToken);

        Assert.Contains("expected were 14 bytes", Assert.IsType<Outcome.WrongOutput>(outcome).Message, StringComparison.Ordinal);
    }

    // A component has another version in its header.
    private static bool IsCoreModule(string path)
    {
        using var file = File.OpenRead(path);
        var header = new byte[8];
        file.ReadExactly(header);
        return header.AsSpan(4).SequenceEqual((ReadOnlySpan<byte>)[1, 0, 0, 0]);
    }

    // Winch does not compile garbage-collected types.
    private static bool IsRefusal(Outcome outcome) => outcome is Outcome.Rejected { Reason: var reason } && reason.Contains("gc feature", StringComparison.Ordinal);
}
