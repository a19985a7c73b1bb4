using CompileBench.Modules.Generation;
using Xunit;

namespace CompileBench.Benchmarks.Tests;

public sealed class ComponentFolderTests : IDisposable
{
    private readonly TestFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Preflight_FolderWithComponents_CompilesWhatItCanAndRejectsTheRest()
    {
        var module = GeneratorRecipe.Parse("call-run@64").Generate();
        var folder = Directory.CreateDirectory(_scratch.At("modules")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, "a-module.wasm"), module, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(folder, "b-component.wasm"), ComponentBytes.FromModules(module, module), TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(folder, "c-broken.wasm"), ComponentBytes.FromModules(module)[..^10], TestContext.Current.CancellationToken);

        var run = await ProcessRun.RunAssembly(
            "Benchmarks", "--filter", "*Compile*", "--module", folder, "--settings", "speed-backtracking,winch", "--preflight-only");

        Assert.True(run.ExitCode == 0, run.Error + run.Output);
        var lines = run.Output.Split('\n');
        Assert.All(["a-module", "b-component"], name => Assert.Equal(2, lines.Count(l => l.StartsWith("below ", StringComparison.Ordinal) && l.Contains(name, StringComparison.Ordinal))));
        Assert.Contains("rejected: 2 cases, which have no time", run.Output, StringComparison.Ordinal);
    }
}
