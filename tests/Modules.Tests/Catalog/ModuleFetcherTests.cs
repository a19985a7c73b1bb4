using System.Collections.Concurrent;
using CompileBench.Modules.Catalog;
using Xunit;

namespace CompileBench.Modules.Tests.Catalog;

/// <summary>Fetching without a network: what is in the cache, what a machine lacks, what a package brings that it should not.</summary>
public sealed class ModuleFetcherTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly ModuleCache _cache;

    public ModuleFetcherTests() => _cache = new ModuleCache(_folder.At("cache"));

    public void Dispose() => _folder.Dispose();

    /// <summary>A machine with neither npm nor dotnet nor any unpacked package.</summary>
    private FetchOptions Bare => new() { SearchPath = _folder.At("no-tools"), NuGetPackagesFolder = _folder.At("packages") };

    [Fact]
    public async Task FetchAsync_NpmMissing_NuGetAndCachedModulesComeAllTheSame()
    {
        var cached = TestCatalog.Npm("cached", "some-package", ModuleDigest.Compute([1]));
        _cache.Store([1]);
        var nuget = TestCatalog.Entry("from-nuget", new NuGetPackage("Some.Package", "1.0.0", "x.wasm"));
        PutNuGetPackage(TestCatalog.EmptyModule);
        var npm = TestCatalog.Npm("from-npm", "rabin-wasm", ModuleDigest.Compute([2]));

        var results = await Fetch(Bare, npm, nuget, cached);

        Assert.Equal(FetchSource.Package, Assert.IsType<ModuleFetchResult.Available>(results[1]).Source);
        Assert.Equal(FetchSource.Cache, Assert.IsType<ModuleFetchResult.Available>(results[2]).Source);
        var unavailable = Assert.IsType<ModuleFetchResult.Unavailable>(results[0]);
        Assert.Equal("npm rabin-wasm@1.0.0 x.wasm needs npm, which is not on PATH", unavailable.Reason);
        Assert.StartsWith("install Node.js", unavailable.Remedy);
    }

    [Fact]
    public async Task FetchAsync_DotnetMissing_SaysWhatWouldBringTheModule()
    {
        var nuget = TestCatalog.Entry("from-nuget", new NuGetPackage("Some.Package", "1.0.0", "x.wasm"));

        var unavailable = Assert.IsType<ModuleFetchResult.Unavailable>(Assert.Single(await Fetch(Bare, nuget)));

        Assert.Contains("needs the dotnet command", unavailable.Reason);
    }

    [Fact]
    public async Task FetchAsync_PackageWithOtherBytes_GivesBothDigestsAndStoresNothing()
    {
        var nuget = TestCatalog.Entry("from-nuget", new NuGetPackage("Some.Package", "1.0.0", "x.wasm"));
        PutNuGetPackage([1, 2, 3]);

        var mismatch = Assert.IsType<ModuleFetchResult.DigestMismatch>(Assert.Single(await Fetch(Bare, nuget)));

        Assert.Equal(nuget.Digest, mismatch.Expected);
        Assert.Equal(ModuleDigest.Compute([1, 2, 3]), mismatch.Actual);
        Assert.Contains("the file is not used", mismatch.Message);
        Assert.False(Directory.Exists(_cache.Folder));
    }

    [Fact]
    public async Task FetchAsync_DamagedCachedFile_IsNamedAndFetchedAgain()
    {
        var nuget = TestCatalog.Entry("from-nuget", new NuGetPackage("Some.Package", "1.0.0", "x.wasm"));
        PutNuGetPackage(TestCatalog.EmptyModule);
        var path = new ModuleCache(_cache.Folder).Store(TestCatalog.EmptyModule);
        File.WriteAllBytes(path, [9]);
        var steps = new Steps();

        var available = Assert.IsType<ModuleFetchResult.Available>(Assert.Single(await Fetch(Bare, steps, nuget)));

        Assert.Equal(FetchSource.Package, available.Source);
        Assert.Equal(TestCatalog.EmptyModule, await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
        Assert.Contains(path, Assert.Single(steps, step => step.Step == FetchStep.DamagedFileRemoved).Text);
    }

    [Fact]
    public async Task FetchAsync_LocalFileThatIsNotWasm_PassesThroughAsItIs()
    {
        var path = _folder.At("not.wasm");
        await File.WriteAllBytesAsync(path, [0, 97], TestContext.Current.CancellationToken);

        var available = Assert.IsType<ModuleFetchResult.Available>(Assert.Single(await Fetch(Bare, CatalogEntry.ForLocalFile(path))));

        Assert.Equal((path, ModuleDigest.Compute([0, 97]), FetchSource.LocalFile), (available.Path, available.Digest, available.Source));
    }

    [Fact]
    public async Task FetchAsync_LocalFileThatIsMissing_IsUnavailable()
    {
        var results = await Fetch(Bare, CatalogEntry.ForLocalFile(_folder.At("absent.wasm")));

        Assert.Contains("cannot be read", Assert.IsType<ModuleFetchResult.Unavailable>(Assert.Single(results)).Reason);
    }

    [Fact]
    public async Task FetchAsync_PackageThatTheLockLacks_SaysSo()
    {
        var options = Bare with { SearchPath = FakeTool("npm", "exit 1") };

        var results = await Fetch(options, TestCatalog.Npm("unlocked", "package-nobody-locked"));

        Assert.Equal(
            "modules/npm/package-lock.json does not pin package-nobody-locked",
            Assert.IsType<ModuleFetchResult.Unavailable>(Assert.Single(results)).Reason);
    }

    [Fact]
    public async Task FetchAsync_NpmFails_PassesItsComplaintOn()
    {
        Requires.Unix();
        var options = Bare with { SearchPath = FakeTool("npm", "echo 'npm error code ENOTFOUND' >&2; exit 1") };

        var results = await Fetch(options, TestCatalog.Npm("rabin", "rabin-wasm"), TestCatalog.Npm("lua", "wasmoon"));

        Assert.All(results, result =>
            Assert.EndsWith("npm failed: npm error code ENOTFOUND", Assert.IsType<ModuleFetchResult.Unavailable>(result).Reason));
    }

    [Fact]
    public async Task FetchAsync_RegistryRefusesOnePackage_TheOthersCome()
    {
        Requires.Unix();
        const string Script = """
            case "$(cat package.json)" in *wasmoon*) echo 'npm error code E404' >&2; exit 1;; esac
            mkdir -p node_modules/rabin-wasm; printf '\000asm\001\000\000\000' > node_modules/rabin-wasm/x.wasm
            """;
        var options = Bare with { SearchPath = FakeTool("npm", Script) };

        var results = await Fetch(options, TestCatalog.Npm("rabin", "rabin-wasm"), TestCatalog.Npm("lua", "wasmoon", ModuleDigest.Compute([3])));

        Assert.IsType<ModuleFetchResult.Available>(results[0]);
        Assert.Contains("E404", Assert.IsType<ModuleFetchResult.Unavailable>(results[1]).Reason);
    }

    [Fact]
    public async Task FetchAsync_NpmHangs_IsEndedAtTheDeadline()
    {
        Requires.Unix();
        var options = Bare with { SearchPath = FakeTool("npm", "/bin/sleep 600"), Timeout = TimeSpan.FromMilliseconds(200) };

        var results = await Fetch(options, TestCatalog.Npm("rabin", "rabin-wasm"));

        Assert.Contains("it did not end in time", Assert.IsType<ModuleFetchResult.Unavailable>(Assert.Single(results)).Reason);
    }

    [Fact]
    public async Task FetchAsync_Cancelled_EndsTheChildAndItsChildren()
    {
        Requires.Unix();
        var mark = _folder.At("child.pid");
        var options = Bare with { SearchPath = FakeTool("npm", $"/bin/sleep 600 & echo $! > '{mark}.new'; /bin/mv '{mark}.new' '{mark}'; wait") };
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var fetch = new ModuleFetcher(TestCatalog.Own, _cache, options).FetchAsync([TestCatalog.Npm("rabin", "rabin-wasm")], null, cancellation.Token);
        while (!File.Exists(mark))
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
        var child = int.Parse(await File.ReadAllTextAsync(mark, TestContext.Current.CancellationToken));
        await Eventually(() => !IsAlive(child));
    }

    [Fact]
    public async Task FetchAsync_NpmSucceeds_AsksForTheWantedPackagesAndNoOther()
    {
        Requires.Unix();
        var kept = _folder.At("kept");
        Directory.CreateDirectory(kept);
        var options = Bare with { SearchPath = FakeTool("npm", $"/bin/cp package.json package-lock.json '{kept}'; echo \"$@\" > '{kept}/arguments'") };

        await Fetch(options, TestCatalog.Npm("one", "rabin-wasm"), TestCatalog.Npm("other", "rabin-wasm"));

        var lockText = await File.ReadAllTextAsync(Path.Combine(kept, "package-lock.json"), TestContext.Current.CancellationToken);
        Assert.Contains("\"node_modules/rabin-wasm\":{\"version\":", lockText);
        Assert.DoesNotContain("sql.js", lockText);
        Assert.StartsWith("ci --ignore-scripts", await File.ReadAllTextAsync(Path.Combine(kept, "arguments"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task FetchAsync_PackageWithoutTheFile_IsUnavailable()
    {
        Requires.Unix();
        var options = Bare with { SearchPath = FakeTool("npm", "exit 0") };

        var results = await Fetch(options, TestCatalog.Npm("rabin", "rabin-wasm"));

        Assert.Contains("has no readable file at that path", Assert.IsType<ModuleFetchResult.Unavailable>(Assert.Single(results)).Reason);
    }

    [Fact]
    public async Task FetchAsync_DerivedModule_IsWhatTheToolMakesOfTheFile()
    {
        Requires.Unix();
        FakeTool("npm", "mkdir -p node_modules/rabin-wasm node_modules/binaryen/bin; printf '\\000asm' > node_modules/rabin-wasm/x.wasm; echo tool > node_modules/binaryen/bin/t");
        var path = FakeTool("node", "[ \"$(/bin/cat \"$1\")\" = tool ] && [ \"$2\" = --quick ] && { /bin/cat \"$3\"; printf '\\001\\000\\000\\000'; } > \"$5\"");
        var wrong = Derived with { Name = new ModuleName("wrong"), Digest = ModuleDigest.Compute([1]) };

        var results = await Fetch(Bare with { SearchPath = path }, Derived, wrong);

        Assert.Equal(TestCatalog.EmptyModule, await File.ReadAllBytesAsync(Assert.IsType<ModuleFetchResult.Available>(results[0]).Path, TestContext.Current.CancellationToken));
        Assert.Equal(ModuleDigest.Compute(TestCatalog.EmptyModule), Assert.IsType<ModuleFetchResult.DigestMismatch>(results[1]).Actual);
    }

    [Fact]
    public async Task FetchAsync_ToolOfADerivedModuleFails_PassesItsComplaintOn()
    {
        Requires.Unix();
        FakeTool("npm", "exit 0");
        var options = Bare with { SearchPath = FakeTool("node", "echo 'Fatal: error parsing wasm' >&2; exit 1") };

        var unavailable = Assert.IsType<ModuleFetchResult.Unavailable>(Assert.Single(await Fetch(options, Derived)));

        Assert.Equal("npm rabin-wasm@1.0.0 x.wasm, translated by binaryen@132.0.0: the tool failed: Fatal: error parsing wasm", unavailable.Reason);
    }

    [Fact]
    public async Task FetchAsync_NodeMissing_SkipsDerivedModulesOnly()
    {
        Requires.Unix();
        // Without the system's folders, where a node may be.
        var tools = FakeTool("npm", "/bin/mkdir -p node_modules/rabin-wasm; printf '\\000asm\\001\\000\\000\\000' > node_modules/rabin-wasm/x.wasm").Split(Path.PathSeparator)[0];

        var results = await Fetch(Bare with { SearchPath = tools }, Derived, TestCatalog.Npm("rabin", "rabin-wasm", ModuleDigest.Compute(TestCatalog.EmptyModule)));

        var unavailable = Assert.IsType<ModuleFetchResult.Unavailable>(results[0]);
        Assert.Equal("derived needs node, which is not on PATH", unavailable.Reason);
        Assert.StartsWith("install Node.js", unavailable.Remedy);
        Assert.IsType<ModuleFetchResult.Available>(results[1]);
    }

    private static CatalogEntry Derived => TestCatalog.Entry(
        "derived", new DerivedModule(new NpmPackage("rabin-wasm", "1.0.0", "x.wasm"), new NpmPackage("binaryen", "132.0.0", "bin/t"), ["--quick", "{input}", "-o", "{output}"]));

    private Task<IReadOnlyList<ModuleFetchResult>> Fetch(FetchOptions options, params CatalogEntry[] entries) => Fetch(options, new Steps(), entries);

    private Task<IReadOnlyList<ModuleFetchResult>> Fetch(FetchOptions options, Steps steps, params CatalogEntry[] entries) =>
        new ModuleFetcher(TestCatalog.Own, _cache, options).FetchAsync(entries, steps, TestContext.Current.CancellationToken);

    private void PutNuGetPackage(byte[] bytes)
    {
        var folder = _folder.At("packages", "some.package", "1.0.0");
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "x.wasm"), bytes);
    }

    /// <summary>A shell script under a tool's name; the result is a search path that finds it, and the shell's own tools.</summary>
    private string FakeTool(string name, string script)
    {
        var folder = _folder.At("tools");
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".cmd" : name);
        File.WriteAllText(path, "#!/bin/sh\n" + script + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return string.Join(Path.PathSeparator, folder, "/usr/bin", "/bin");
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static async Task Eventually(Func<bool> condition)
    {
        for (var tries = 0; tries < 12_000 && !condition(); tries++)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        Assert.True(condition());
    }

    private sealed class Steps : ConcurrentQueue<FetchProgress>, IProgress<FetchProgress>
    {
        public void Report(FetchProgress value) => Enqueue(value);
    }
}
