using System.Text.Json.Serialization;

namespace CompileBench.Results.Schema;

/// <summary>How a guarded compile ended. Closed: every case of a run ends in exactly one of these.</summary>
[JsonConverter(typeof(NamedEnumConverter<OutcomeKind>))]
public enum OutcomeKind
{
    /// <summary>The engine made an artifact.</summary>
    Compiled,

    /// <summary>The engine, or the check before it, refused the module or the settings with a message.</summary>
    Rejected,

    /// <summary>The wall deadline passed and the process was killed; the time is a lower bound.</summary>
    TimedOut,

    /// <summary>The memory limit was passed; the peak is a lower bound.</summary>
    OutOfMemory,

    /// <summary>The process ended by itself: a signal, an abort, an exit code.</summary>
    Crashed,
}
