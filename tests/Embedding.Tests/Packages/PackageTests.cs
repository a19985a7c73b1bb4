using System.Text.RegularExpressions;
using CompileBench.Modules.Generation;
using Xunit;

namespace CompileBench.Embedding.Tests.Packages;

/// <summary>
/// Installs the packages from a local feed in an empty folder and uses them there. It builds packages and programs for about a minute, so it runs on
/// request: <c>COMPILEBENCH_PACKAGES=1</c>.
/// </summary>
public sealed partial class PackageTests
{
    [Fact]
    public void Packages_InAnEmptyFolder_CompileTierAndRunCommands()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("COMPILEBENCH_PACKAGES") is null, "needs COMPILEBENCH_PACKAGES=1: builds packages and programs");
        using var feed = new LocalFeed();
        var hostile = feed.At("hostile.wasm");
        File.WriteAllBytes(hostile, GeneratorRecipe.Parse("nested-loops-locals@1500").Generate());
        var small = feed.At("small.wasm");
        File.WriteAllBytes(small, GeneratorRecipe.Parse("nested-loops-locals@8").Generate());

        Assert.Contains("lib/net10.0/CompileBench.Worker.dll", feed.FilesOf("CompileBench.Embedding"));
        Assert.DoesNotContain(feed.FilesOf("CompileBench.Embedding"), file => file.StartsWith("ref/", StringComparison.Ordinal) && file.Contains("Engines", StringComparison.Ordinal));
        var programs = Snippets().Select((source, i) => feed.BuildProgram($"Snippet{i + 1}", source)).ToList();
        Assert.Equal(3, programs.Count);

        // Compile within a budget.
        var budgeted = feed.Run("dotnet", programs[0], hostile);
        Assert.Matches(@"speed-backtracking: (OverBudget|PredictedOver), .*\n.*winch: Compiled, ", budgeted);
        Assert.Matches(@"(?m)^result: -?\d+", budgeted);

        // Run at once, optimise later.
        var tiered = feed.Run("dotnet", programs[1], small);
        Assert.Contains("Second: 10 calls in the first tier, 1 in the second, same result: True", tiered, StringComparison.Ordinal);

        // Know before.
        Assert.Matches(@"(?m)^winch: \d+ ms \(\d+ to \d+\)", feed.Run("dotnet", programs[2], hostile));

        UseTool(feed, small);
    }

    private static void UseTool(LocalFeed feed, string module)
    {
        feed.Run("dotnet", "tool", "install", "compilebench", "--add-source", feed.Feed, "--tool-path", feed.At("tools"));
        var tool = feed.At("tools", "compilebench");

        Assert.Contains("small", feed.Run(tool, "modules", "profile", module), StringComparison.Ordinal);
        Assert.Contains("compiles in about", feed.Run(tool, "predict", module, "--uncalibrated"), StringComparison.Ordinal);
        Assert.Contains("compiled under", feed.Run(tool, "compile", module, "-o", feed.At("small.cwasm")), StringComparison.Ordinal);
        Assert.True(new FileInfo(feed.At("small.cwasm")).Length > 0);
        Assert.NotEmpty(feed.Run(tool, "tier", module, "--invoke", "run", "--argument", "0", "--calls", "10"));

        // Both sides are the same library, so nothing can have become slower; on a busy machine the exit code of a live duel may still be 1.
        var duel = ProcessRun.In(feed.At(), tool, "duel", "--calibrate", "--module", module, "--settings", "winch", "--time-limit", "5s");
        Assert.True(duel.ExitCode is 0 or 1, duel.Error + duel.Output);
        Assert.Single(Directory.GetDirectories(feed.At("results", "runs")));
    }

    private static IEnumerable<string> Snippets() =>
        Snippet().Matches(File.ReadAllText(Repository.At("tools", "Embedding", "README.md"))).Select(m => m.Groups[1].Value);

    [GeneratedRegex(@"```csharp\r?\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Snippet();
}
