using System.Collections.Immutable;

namespace CompileBench.Modules.Workloads;

/// <summary>What an execution of a module calls, with which input, and what must come out.</summary>
public sealed record Workload
{
    /// <summary>How the module is called.</summary>
    public required WorkloadKind Kind { get; init; }

    /// <summary>The name of the driver of a <see cref="WorkloadKind.Driver"/> workload; else null.</summary>
    public string? Driver { get; init; }

    /// <summary>The folder of the workload's files, absolute; null where it has none. A WASI program sees a read-only copy of it and no other folder.</summary>
    public string? Folder { get; init; }

    /// <summary>The arguments of a WASI program, without the program's own name.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>The environment of a WASI program, by name; it gets nothing else of the system's environment.</summary>
    public ImmutableDictionary<string, string> Environment { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The file that a WASI program reads as its standard input, relative to <see cref="Folder"/>; null for an empty input.</summary>
    public string? StandardInput { get; init; }

    /// <summary>What a driver is told: input files relative to <see cref="Folder"/>, numbers of repetitions, options.</summary>
    public ImmutableDictionary<string, string> Parameters { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>What must come out.</summary>
    public ExpectedOutput Expected { get; init; } = new();
}

/// <summary>How a module is called.</summary>
public enum WorkloadKind
{
    /// <summary>A WASI program: <c>_start</c> is called, and all of it is timed.</summary>
    Command,

    /// <summary>A WASI program that calls the imports <c>bench.start</c> and <c>bench.end</c>: the time between both calls counts.</summary>
    Bench,

    /// <summary>A module with exported functions, which a driver of this project calls.</summary>
    Driver,
}

/// <summary>What an execution must put out. A part that is null is not compared.</summary>
public sealed record ExpectedOutput
{
    /// <summary>Standard output of a WASI program, or the output that a driver reads.</summary>
    public ExpectedBytes? Output { get; init; }

    /// <summary>Standard error of a WASI program.</summary>
    public ExpectedBytes? Error { get; init; }

    /// <summary>The exit status of a WASI program.</summary>
    public int ExitStatus { get; init; }
}

/// <summary>Expected bytes by their digest.</summary>
/// <param name="Digest">SHA-256 of the bytes.</param>
/// <param name="Length">Their number; null where it is not stated.</param>
public sealed record ExpectedBytes(ModuleDigest Digest, long? Length)
{
    /// <summary>Expects exactly these bytes.</summary>
    public static ExpectedBytes FromBytes(ReadOnlySpan<byte> bytes) => new(ModuleDigest.Compute(bytes), bytes.Length);
}
