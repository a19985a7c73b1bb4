using CompileBench.Analysis.Runs;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Runs;

/// <summary>
/// Everything one engine was given to compile, as rows and columns: also a module that no setting compiled, and a setting that compiled no
/// module, which have no times and so no place among an analysis' rows.
/// </summary>
public sealed class EngineGrid
{
    private readonly Dictionary<string, ModuleRow> _rows;
    private readonly Dictionary<(string Module, string Settings), NotCompiledCase> _ended;

    private EngineGrid(RunAnalysis analysis, EngineAnalysis engine)
    {
        _rows = engine.Rows.ToDictionary(r => r.Module, StringComparer.Ordinal);
        _ended = analysis.NotCompiled
            .Where(n => n.Case.Engine == engine.Engine && n.Case.Operation == analysis.Options.Operation.Name)
            .ToDictionary(n => (n.Case.Module, n.Case.Settings));
        Modules = [.. _rows.Keys.Concat(_ended.Keys.Select(k => k.Module)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Settings =
        [
            .. engine.Settings.Concat(_ended.Keys.Select(k => k.Settings)).Distinct(StringComparer.Ordinal)
                .OrderBy(s => s == analysis.Options.Baseline ? -1 : SettingNames.RankIn(analysis.Options.SettingsOrder, s)).ThenBy(s => s, StringComparer.Ordinal),
        ];
    }

    /// <summary>The modules, by name.</summary>
    public IReadOnlyList<string> Modules { get; }

    /// <summary>The settings: the baseline, those of the run in its order, then any others.</summary>
    public IReadOnlyList<string> Settings { get; }

    /// <summary>The grid of one engine.</summary>
    /// <param name="analysis">The run it is in.</param>
    /// <param name="engine">The engine's part of it.</param>
    public static EngineGrid FromAnalysis(RunAnalysis analysis, EngineAnalysis engine) => new(analysis, engine);

    /// <summary>A module's times; null where no setting compiled it and nothing validated it.</summary>
    public ModuleRow? Row(string module) => _rows.GetValueOrDefault(module);

    /// <summary>A case's times; null where it was not compiled.</summary>
    public CaseCell? Cell(string module, string settings) => Row(module)?.Cells.GetValueOrDefault(settings);

    /// <summary>How a case ended that was not compiled; null for any other.</summary>
    public NotCompiledCase? Ended(string module, string settings) => _ended.GetValueOrDefault((module, settings));
}
