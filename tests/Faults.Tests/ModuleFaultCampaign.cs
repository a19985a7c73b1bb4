using CompileBench.Faults.Tests.Campaign;
using CompileBench.Modules.Catalog;
using CompileBench.Modules.Generation;
using Xunit;

namespace CompileBench.Faults.Tests;

/// <summary>A real run whose package cannot be had, whose engine aborts under one of its settings, and whose module is another when it is resumed.</summary>
public sealed class ModuleFaultCampaign
{
    private const string Engine = "36.0.0";
    private const string Packaged = "rabin";

    private readonly CampaignLog _log = new("fault-campaign-modules.txt");

    [Fact]
    public void Run_MissingOrChangedParts_AreNamedAndTheRestIsMeasured()
    {
        Requires.Linux();
        using var run = new CampaignRun(HostDirectory.Make());
        var module = Path.Combine(run.Scratch, "mine.wasm");

        // Begun in one directory with a path that means nothing in another, and completed from there.
        var named = Path.GetRelativePath(run.StartIn, module);
        var bytes = GeneratorRecipe.Parse("straight-line-i32@200").Generate();
        File.WriteAllBytes(module, bytes);
        TakePackagesAway(run);
        var library = SharedEngine();
        string[] engine = library is null ? ["--settings", "speed-backtracking"] : ["--engine", $"{Engine}={library}", "--settings", "speed-backtracking,speed-singlepass"];

        // A resumed run takes no path of a library from its directory.
        string[] restated = library is null ? [] : ["--engine", $"{Engine}={library}"];

        using (var host = run.Start(["--module", named, "--module", Packaged, "--rounds", "1", .. engine]))
        {
            Assert.Equal(1, host.WaitForEnd());
            Assert.Contains(host.Lines, l => l.StartsWith($"not measured: {Packaged}: ", StringComparison.Ordinal) && l.Contains("404", StringComparison.Ordinal));
            if (library is not null)
            {
                Assert.Contains(host.Lines, l => l.Contains($"speed-singlepass on {Engine}: unsupported by this engine, because signal 6 (SIGABRT)", StringComparison.Ordinal));
            }
        }

        var first = run.Journal();
        Assert.Equal("mine", Assert.Single(first.Records).Module);

        run.StartIn = Path.Combine(Repository.Root, "benchmarks");
        File.WriteAllBytes(module, GeneratorRecipe.Parse("straight-line-i32@201").Generate());
        run.ExpectRefusal("module mine of run", restated);
        File.WriteAllBytes(module, bytes);
        _log.Survived("module changed between two hosts", first, run.Journal());

        GivePackagesBack(run);
        using (var host = run.Resume(restated))
        {
            var exit = host.WaitForEnd();
            Assert.SkipWhen(host.Lines.Any(l => l.StartsWith($"not measured: {Packaged}", StringComparison.Ordinal)), $"the package of {Packaged} cannot be had here");
            Assert.Equal(0, exit);
        }

        var second = run.Journal();
        Assert.Equal(2, second.Count);
        Assert.Empty(second.Repeated);
        _log.Survived("package gone at first", first, second);
        if (library is null)
        {
            _log.Skipped("unsupported setting", $"there is no ../shared/engines/{Engine} beside the repository");
        }
        else
        {
            _log.Survived("unsupported setting (the engine aborts under it)", first, second);
        }

        TakePackagesAway(run);
        run.ExpectRefusal($"module {Packaged} of run", restated);
        _log.Survived("package gone later", second, run.Journal());
        run.ExpectNoOrphans();
    }

    [Fact]
    public void Run_BenchmarkDotNetStopsAtTheFirstError_LeavesTheRestToBeResumed()
    {
        Requires.Linux();
        using var run = new CampaignRun(HostDirectory.Make());
        var modules = new[] { "first", "second" }.Select(name => Path.Combine(run.Scratch, name + ".wasm")).ToArray();
        Array.ForEach(modules, module => File.WriteAllBytes(module, GeneratorRecipe.Parse("straight-line-i32@200").Generate()));

        using (var host = run.Start("--stopOnFirstError", "--settings", "winch", "--rounds", "1", "--module", modules[0], "--module", modules[1]))
        {
            host.WaitUntil(() => host.Lines.Any(l => l.StartsWith("measuring ", StringComparison.Ordinal)), "the preflight ended");

            // Both, because a round has a random order: the first case fails, whichever it is.
            Array.ForEach(modules, module => File.WriteAllBytes(module, GeneratorRecipe.Parse("straight-line-i32@201").Generate()));
            Assert.Equal(1, host.WaitForEnd());
            Assert.Contains(host.Lines, l => l.Contains("did not measure 1 of 2 cases", StringComparison.Ordinal) && l.Contains("--resume", StringComparison.Ordinal));
        }

        Assert.Contains("does not have the digest", Assert.Single(run.Journal().Records).Message, StringComparison.Ordinal);
    }

    // An npm that finds nothing, and an empty cache.
    private static void TakePackagesAway(CampaignRun run)
    {
        var tools = Directory.CreateDirectory(Path.Combine(run.Scratch, "tools")).FullName;
        var npm = Path.Combine(tools, "npm");
        File.WriteAllText(npm, "#!/bin/sh\necho 'npm error 404 Not Found' >&2\nexit 1\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(npm, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        run.Set("PATH", $"{tools}:{Environment.GetEnvironmentVariable("PATH")}");
        run.Set(ModuleCache.EnvironmentVariable, Path.Combine(run.Scratch, "empty-cache"));
    }

    private static void GivePackagesBack(CampaignRun run)
    {
        run.Set("PATH", null);
        run.Set(ModuleCache.EnvironmentVariable, null);
    }

    private static string? SharedEngine()
    {
        var library = Path.Combine(Repository.Root, "..", "shared", "engines", Engine, "libwasmtime.so");
        return File.Exists(library) ? Path.GetFullPath(library) : null;
    }
}
