using CompileBench.Engines.Isolation;
using CompileBench.Engines.Native.Standalone;
using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Measuring.Instructions.Callgrind;
using CompileBench.Measuring.Runs;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Instructions;

/// <summary>
/// Counts the instructions of one compile with Valgrind's callgrind. The count is exact for the processor that Valgrind shows to the engine
/// (no AVX-512), so it does not mind a noisy machine; instructions are not time, and never to be printed as such.
/// </summary>
public static class InstructionCounter
{
    /// <summary>How many times slower than by itself a compile runs while it is counted: seen between 50 and 100.</summary>
    public const int SlowDown = 100;

    /// <summary>What a run costs before and after the compile: Valgrind's own start and the library's symbols.</summary>
    public static readonly TimeSpan StartUp = TimeSpan.FromSeconds(2);

    /// <summary>Time enough for a compile that takes six seconds by itself, and memory for Valgrind beside it.</summary>
    public static readonly OperationLimits DefaultLimits = new(TimeSpan.FromMinutes(10), null);

    private const string Tool = "valgrind";

    /// <summary>Why nothing can be counted on this machine; null where it can.</summary>
    public static string? MissingHere =>
        !CompileProgram.IsSupported ? "not measured here: instructions are counted on Linux on x86-64 with the GNU C library"
        : ExecutablePath.Find(Tool) is null ? "not measured here: install valgrind"
        : null;

    /// <summary>What counts made here depend on. <c>GLIBC_TUNABLES</c> is removed from the environment of the counted program.</summary>
    public static CountingConditions Conditions => new(HostFacts.Describe().Cpu, null);

    /// <summary>Counts one compile.</summary>
    /// <param name="engine">The engine. Whether it supports the settings is the caller's to prove: see <see cref="EngineProbe"/>.</param>
    /// <param name="settings">The settings; parallel compilation cannot be counted.</param>
    /// <param name="module">The module.</param>
    /// <param name="limits">What the counted run may cost: its deadline has to allow for <see cref="SlowDown"/>.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <exception cref="OperationCanceledException">The caller asked to stop; nothing is left running.</exception>
    public static InstructionCount Count(EngineBuild engine, CompilerSettings settings, ReadOnlySpan<byte> module, OperationLimits limits, CancellationToken cancellation) =>
        Run(engine, settings, module, limits, withProfile: false, cancellation);

    /// <summary>Counts one compile and keeps where its instructions were executed.</summary>
    /// <inheritdoc cref="Count"/>
    public static InstructionCount Profile(EngineBuild engine, CompilerSettings settings, ReadOnlySpan<byte> module, OperationLimits limits, CancellationToken cancellation) =>
        Run(engine, settings, module, limits, withProfile: true, cancellation);

    /// <summary>Why compiles under these settings cannot be counted, in one line; null where they can.</summary>
    public static string? Refusal(CompilerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Parallel ? $"not measured: {settings} compiles on several threads, and instructions are counted on one" : null;
    }

    private static InstructionCount Run(
        EngineBuild engine, CompilerSettings settings, ReadOnlySpan<byte> module, OperationLimits limits, bool withProfile, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(settings);
        if (MissingHere is { } reason)
        {
            return new InstructionCount.NotMeasuredHere(reason);
        }

        if (Refusal(settings) is { } refusal)
        {
            return new InstructionCount.NotMeasuredHere(refusal);
        }

        using var compile = new StandaloneCompile(engine.LibraryPath, settings, module, limits);
        const string FileName = "callgrind.out";
        var result = compile.Run(Command(compile.Directory, FileName, []), cancellation);
        if (result.Outcome is not Outcome.Completed)
        {
            return new InstructionCount.NotCompiled(result.Outcome);
        }

        using var reader = new StreamReader(Path.Combine(compile.Directory, FileName));
        return withProfile
            ? Counted(CallgrindReader.Read(reader))
            : new InstructionCount.Counted(CallgrindReader.ReadTotal(reader), null);

        static InstructionCount.Counted Counted(CallgrindProfile profile) => new(profile.Total, profile);
    }

    /// <summary>The command that counts the program put behind it.</summary>
    /// <param name="directory">Where Valgrind may write.</param>
    /// <param name="fileName">The name of the file with the counts.</param>
    /// <param name="dumpBefore">Functions before whose calls the counts so far are written to a file of their own.</param>
    internal static IReadOnlyList<string> Command(string directory, string fileName, IReadOnlyList<string> dumpBefore) =>
    [
        Tool,
        // Nobody's .valgrindrc shall change what is counted, and Valgrind's own words shall not pass for the engine's.
        "--command-line-only=yes",
        $"--log-file={Path.Combine(directory, "valgrind.log")}",
        "--tool=callgrind",
        $"--callgrind-out-file={Path.Combine(directory, fileName)}",
        .. CompileProgram.CompileFunctions.Select(function => $"--toggle-collect={function}"),
        // The library has no line numbers worth the space.
        "--dump-line=no",
        .. dumpBefore.Select(function => $"--dump-before={function}"),
    ];
}
