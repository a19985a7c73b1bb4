using CompileBench.Modules.Generation;
using CompileBench.Results.Storage;
using Xunit;

namespace CompileBench.Benchmarks.Tests;

public sealed class ComponentFolderTests : IDisposable
{
    private readonly TestFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Preflight_FolderWithComponents_RunsEveryCaseOfEveryFile()
    {
        var module = GeneratorRecipe.Parse("call-run@64").Generate();
        var folder = Directory.CreateDirectory(_scratch.At("modules")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, "a-module.wasm"), module, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(folder, "b-component.wasm"), ComponentBytes.FromModules(module, module), TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(folder, "c-broken.wasm"), ComponentBytes.FromModules(module)[..^10], TestContext.Current.CancellationToken);

        var run = await ProcessRun.RunAssembly(
            "Benchmarks", "--filter", "*Compile*", "--module", folder, "--settings", "speed-backtracking,winch", "--preflight-only", "--out", _scratch.At("runs"));

        Assert.True(run.Output.Length > 0, run.Error);
        var records = CaseJournal.Read(Directory.EnumerateFiles(_scratch.At("runs"), "cases.jsonl", SearchOption.AllDirectories).Single());
        Assert.Fail(string.Join('\n', records) + run.Output);
    }
}
