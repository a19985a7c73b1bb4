using System.Text.Json;
using Xunit;

namespace CompileBench.Cli.Tests;

public sealed class ModulesProfileTests : IDisposable
{
    private readonly TestFolder _scratch = new();

    [Fact]
    public async Task Json_AFolder_IsOneDocumentAlsoWithABrokenModuleInIt()
    {
        await Generate("a.wasm", "nested-blocks@8");
        await File.WriteAllTextAsync(Path.Combine(_scratch.Path, "b.wasm"), "no module", TestContext.Current.CancellationToken);
        await Generate("c.wasm", "nested-blocks@16");

        var run = await CliRun.Run("modules", "profile", _scratch.Path, "--json");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("compilebench: b.wasm: ", Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(["a.wasm", "c.wasm"], json.RootElement.GetProperty("modules").EnumerateArray().Select(m => m.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Json_AFolderOfNothingReadable_IsAnEmptyList()
    {
        await File.WriteAllTextAsync(Path.Combine(_scratch.Path, "b.wasm"), "no module", TestContext.Current.CancellationToken);

        using var json = JsonDocument.Parse((await CliRun.Run("modules", "profile", _scratch.Path, "--json")).Output);

        Assert.Equal(0, json.RootElement.GetProperty("modules").GetArrayLength());
    }

    [Fact]
    public async Task Json_OneModule_IsTheProfileItself()
    {
        await Generate("a.wasm", "nested-blocks@8");

        using var json = JsonDocument.Parse((await CliRun.Run("modules", "profile", Path.Combine(_scratch.Path, "a.wasm"), "--json")).Output);

        Assert.Equal("a", json.RootElement.GetProperty("name").GetString());
    }

    [Fact]
    public async Task Profile_OneModule_StartsWithItsLargestFunctionAndLeavesZerosOut()
    {
        await Generate("a.wasm", "nested-blocks@8");

        var run = await CliRun.Run("modules", "profile", _scratch.At("a.wasm"));

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"^a: [\d,]+ bytes, 1 function; the largest, function 0[^\n]*, has 100% of the bytes of all bodies\n", run.Output);
        Assert.Matches(@"\d+ metrics of value 0 are left out; --json shows all", run.Output);
        Assert.DoesNotMatch(@"\n  \w+ +0 ", run.Output);
    }

    [Fact]
    public async Task Profile_SeveralFiles_GiveOneRowEach()
    {
        await Generate("a.wasm", "nested-blocks@8");
        await Generate("b.wasm", "nested-blocks@16");

        var run = await CliRun.Run("modules", "profile", _scratch.At("a.wasm"), _scratch.At("b.wasm"));

        Assert.Equal(0, run.ExitCode);
        Assert.InRange(run.Output.Split('\n').Length, 4, 12);
        Assert.Contains("2 of 2 modules", run.Output, StringComparison.Ordinal);
    }

    // Read whole before the first profile, the folder would not give one.
    [Fact]
    public async Task Profile_AFolderWithAFileTooLarge_TheOthersAreShown()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "a file with nothing in it takes its whole size here");
        await Generate("a.wasm", "nested-blocks@8");
        await using (var large = File.Create(Path.Combine(_scratch.Path, "b.wasm")))
        {
            large.SetLength(1L << 31);
        }

        var run = await CliRun.Run("modules", "profile", _scratch.Path);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("larger than 2 GiB", Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Contains("1 of 2 modules", run.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _scratch.Dispose();

    private async Task Generate(string name, string recipe) =>
        Assert.Equal(0, (await CliRun.Run("modules", "generate", recipe, "-o", Path.Combine(_scratch.Path, name))).ExitCode);
}
