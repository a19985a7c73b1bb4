using CompileBench.Engines.Native;
using CompileBench.Engines.Probing;
using Xunit;

namespace CompileBench.Measuring.Tests.Duel;

/// <summary>Builds engines with a known fault: a small C library in front of the package's own. Tests skip where there is no C compiler.</summary>
internal static class PlantedEngine
{
    private const string Source = "planted_engine.c";

    /// <summary>An engine that takes this share more CPU time for every compile.</summary>
    public static EngineBuild Slower(TestFolder folder, int thousandths) => Build(folder, $"slower-by-{thousandths}-thousandths", thousandths, 0);

    /// <summary>An engine that takes this share more CPU time for every call of a function of an instance.</summary>
    public static EngineBuild SlowerCalls(TestFolder folder, int thousandths) =>
        Build(folder, $"calls-slower-by-{thousandths}-thousandths", 0, 0, more: $"-DCALL_SHARE={thousandths}");

    /// <summary>An engine that aborts on a module of this size.</summary>
    public static EngineBuild CrashingOn(TestFolder folder, long bytes) => Build(folder, "crashing", 0, bytes);

    /// <summary>An engine that aborts on every module of more than this size.</summary>
    public static EngineBuild CrashingAbove(TestFolder folder, long bytes) => Build(folder, "crashing-above", 0, 0, more: $"-DCRASH_ABOVE={bytes}");

    /// <summary>An engine that burns time quadratic in the number of <c>select</c> instructions of a module.</summary>
    public static EngineBuild QuadraticInSelects(TestFolder folder) => Build(folder, "quadratic-selects", 0, 0, more: "-DNANOSECONDS_PER_PAIR_OF_SELECTS=40");

    /// <summary>An engine that aborts where its functions are called while the upper halves of vector registers are in use.</summary>
    public static EngineBuild NeedingClearUpperHalves(TestFolder folder) => Build(folder, "upper-halves", 0, 0, more: "-DNEEDS_CLEAR_UPPER_HALVES=1");

    /// <summary>An engine that aborts where another Wasmtime library is in its process.</summary>
    public static EngineBuild Alone(TestFolder folder) => Build(folder, "alone", 0, 0, alone: true);

    private static EngineBuild Build(TestFolder folder, string name, int thousandths, long crashBytes, bool alone = false, params string[] more)
    {
        Requires.Linux();
        var compiler = Requires.Tool("cc", "gcc", "clang");
        var real = PackagedLibrary.Path();
        var library = Path.Combine(folder.Path, $"{name}.so");
        string[] arguments =
        [
            "-shared", "-fPIC", "-O1", $"-DREAL=\"{real}\"", $"-DSHARE={thousandths}", $"-DCRASH_BYTES={crashBytes}", $"-DALONE={(alone ? 1 : 0)}", .. more,
            Path.Combine(AppContext.BaseDirectory, "Duel", Source), "-o", library,
            "-Wl,--no-as-needed", real, "-ldl",
        ];
        var compiled = ProcessRun.In(folder.Path, compiler, arguments);
        Assert.True(compiled.ExitCode == 0, compiled.Error);
        return EngineBuild.FromFile(name, library);
    }
}
