using CompileBench.Engines.Isolation;
using CompileBench.Engines.Native;
using CompileBench.Engines.Operations;
using Xunit;

namespace CompileBench.Engines.Tests.Native;

public sealed class LibraryPagesTests : IDisposable
{
    private readonly string _module = Path.GetTempFileName();

    public LibraryPagesTests() => File.WriteAllBytes(_module, SmallModule.Bytes);

    public void Dispose() => File.Delete(_module);

    [Fact]
    public void Find_Mappings_AreThoseOfTheFileThatCanBeRead()
    {
        string[] lines =
        [
            "7f00a000-7f00b000 r--p 00000000 08:01 17                                 /a/libwasmtime.so",
            "7f00b000-7f00c000 ---p 00001000 08:01 17                                 /a/libwasmtime.so",
            "7f00c000-7f010000 r-xp 00002000 08:01 17                                 /a/libwasmtime.so",
            "7f010000-7f011000 r--p 00000000 08:01 18                                 /b/libwasmtime.so",
            "7f011000-7f012000 rw-p 00000000 00:00 0 ",
        ];

        Assert.Equal([(0x7f00a000, 0x7f00b000), (0x7f00c000, 0x7f010000)], LibraryPages.Find(lines, "/a/libwasmtime.so"));
    }

    [Fact]
    public void Find_PathWithSpaces_IsFound() =>
        Assert.Single(LibraryPages.Find(["7f00a000-7f00b000 r--p 00000000 08:01 17   /a b/lib c.so"], "/a b/lib c.so"));

    [Fact]
    public void Load_PackagedLibrary_LoadsAllOfItsReadableMappings()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "mappings are known on Linux only");

        Assert.InRange(LibraryPages.Load(WasmtimeLibrary.Load(null)), 1_000_000, long.MaxValue);
    }

    [Fact]
    public void Run_LibraryPagesLoadedBefore_PeakHasNoneOfThem()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "peaks are measured on Linux only");

        var usual = Compile(libraryPagesLoaded: false);
        var loaded = Compile(libraryPagesLoaded: true);

        // Mapped files other than the library, such as this program's own assemblies, still come in.
        Assert.True(Width(loaded) < Width(usual) / 2, $"{Width(loaded)} of {Width(usual)}");
        Assert.NotNull(usual.PeakNativeBytes);
        Assert.Null(loaded.PeakNativeBytes);
    }

    private static long Width(Outcome outcome) => outcome.PeakAnonymous!.Value.Upper - outcome.PeakAnonymous.Value.Lower;

    private Outcome Compile(bool libraryPagesLoaded)
    {
        using var worker = IsolatedWorker.Start(null, null, libraryPagesLoaded);
        var request = new OperationRequest(MeasuredOperation.Compile, "speed-backtracking", _module, null);
        return worker.Run(request, OperationLimits.Default, TestContext.Current.CancellationToken);
    }
}
