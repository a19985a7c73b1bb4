using CompileBench.Engines.Operations;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Duel;

/// <summary>The modules and settings of a duel that names neither: few enough that its default time gives an answer.</summary>
public static class DuelDefaults
{
    /// <summary>The suite.</summary>
    public const string Suite = "duel";

    /// <summary>The suite of an operation that needs a workload.</summary>
    public const string WorkloadSuite = "execute";

    /// <summary>The settings: Wasmtime's default, its opposite within Cranelift, and the other compiler.</summary>
    public static IReadOnlyList<string> Settings { get; } = [SettingNames.SpeedBacktracking, SettingNames.NoneSinglePass, SettingNames.Winch];

    /// <summary>The suite and settings to use: the defaults where neither a suite nor modules are named; else what is named, and all settings where none are.</summary>
    /// <param name="operation">What is measured.</param>
    /// <param name="suite">The named suite; null for none.</param>
    /// <param name="modules">The named modules.</param>
    /// <param name="settings">The named settings.</param>
    public static (string? Suite, IReadOnlyList<string> Settings) For(MeasuredOperation operation, string? suite, IReadOnlyList<string> modules, IReadOnlyList<string> settings)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(modules);
        ArgumentNullException.ThrowIfNull(settings);
        return suite is null && modules.Count == 0 ? (operation.NeedsWorkload ? WorkloadSuite : Suite, settings.Count == 0 ? Settings : settings) : (suite, settings);
    }
}
