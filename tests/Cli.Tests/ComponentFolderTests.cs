using System.Text.Json.Nodes;
using CompileBench.Modules.Generation;
using Xunit;

namespace CompileBench.Cli.Tests;

/// <summary>A folder of a module, a component and a component that is cut off: the first two get their rows, and the third one takes nothing from them.</summary>
public sealed class ComponentFolderTests : IDisposable
{
    private readonly TestFolder _scratch = new();

    public ComponentFolderTests()
    {
        var (module, other) = (GeneratorRecipe.Parse("call-run@64").Generate(), GeneratorRecipe.Parse("diamonds-locals@16").Generate());
        File.WriteAllBytes(_scratch.At("a-module.wasm"), module);
        File.WriteAllBytes(_scratch.At("b-component.wasm"), ComponentBytes.FromModules(module, other));
        File.WriteAllBytes(_scratch.At("c-broken.wasm"), ComponentBytes.FromModules(module)[..^10]);
    }

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("modules", "profile", "--json")]
    [InlineData("predict", "--settings", "winch", "--uncalibrated", "--check", "--json")]
    [InlineData("advise", "--settings", "speed-backtracking,winch", "--uncalibrated", "--json")]
    public async Task Run_FolderWithComponents_GivesARowForEachThatCanBeRead(string command, params string[] options)
    {
        var rest = command == "modules" ? options[1..] : options;
        var run = await CliRun.Run([command, .. command == "modules" ? options[..1] : [], _scratch.Path, .. rest]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("compilebench: c-broken.wasm: ", run.Error, StringComparison.Ordinal);
        var modules = JsonNode.Parse(run.Output)!["modules"]!.AsArray();
        Assert.Equal(["a-module.wasm", "b-component.wasm"], modules.Select(m => (string)m!["name"]!));
    }
}
