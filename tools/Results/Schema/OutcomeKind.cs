using System.Text.Json.Serialization;

namespace CompileBench.Results.Schema;

/// <summary>How a guarded operation ended. Closed: every case of a run ends in exactly one of these. <see cref="Outcomes"/> lists their properties.</summary>
[JsonConverter(typeof(NamedEnumConverter<OutcomeKind>))]
public enum OutcomeKind
{
    /// <summary>The operation succeeded. Schema 1 calls it <c>Compiled</c>.</summary>
    Completed,

    /// <summary>The engine, or the check before it, refused the module or the settings with a message.</summary>
    Rejected,

    /// <summary>The wall deadline passed and the process was killed; the time is a lower bound.</summary>
    TimedOut,

    /// <summary>The memory limit was passed; the peak is a lower bound.</summary>
    OutOfMemory,

    /// <summary>The process ended by itself: a signal, an abort, an exit code.</summary>
    Crashed,

    /// <summary>The executed WebAssembly code trapped.</summary>
    Trapped,

    /// <summary>The executed WebAssembly code returned something else than expected.</summary>
    WrongOutput,

    /// <summary>This tool failed, not the engine; the case is measured again when the run is resumed.</summary>
    ToolFailed,
}
