using System.Text.Json.Serialization;

namespace CompileBench.Results.Schema;

/// <summary>Why cases that were asked for were not measured.</summary>
[JsonConverter(typeof(NamedEnumConverter<SkipReason>))]
public enum SkipReason
{
    /// <summary>The run does not say it in a typed form: it was recorded in schema 1.</summary>
    Unspecified,

    /// <summary>The engine does not support the settings.</summary>
    UnsupportedSettings,

    /// <summary>The catalog says that the settings refuse the module.</summary>
    ExpectedRefusal,

    /// <summary>The module's bytes could not be obtained.</summary>
    ModuleUnavailable,

    /// <summary>The module has no workload, so it cannot be executed.</summary>
    NoWorkload,

    /// <summary>An operation does not apply to the module, which is a component.</summary>
    NotApplicable,

    /// <summary>The engine cannot be made to execute modules.</summary>
    CannotExecute,

    /// <summary>The time of the run ended before the cases were measured.</summary>
    TimeLimit,

    /// <summary>The ratios of the host that measured the cases depart from those of other hosts, and a merge left its records out.</summary>
    DepartingHost,
}

/// <summary>Cases that were asked for and not measured.</summary>
/// <param name="What">A module, settings or engine, by name.</param>
/// <param name="Reason">Why, for code.</param>
/// <param name="Message">Why, and what would make them measured, for people.</param>
public sealed record SkippedCases(string What, SkipReason Reason, string Message);
