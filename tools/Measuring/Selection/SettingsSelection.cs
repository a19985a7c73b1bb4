using CompileBench.Engines.Settings;
using CompileBench.Modules.Catalog;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Selection;

/// <summary>Finds the compiler settings a command line means.</summary>
public static class SettingsSelection
{
    /// <summary>The name that stands for all seven settings.</summary>
    public const string AllSettings = "all";

    /// <summary>What names every knob, but for those of proposals: they decide which modules an engine takes, and cost ordinary modules nothing.</summary>
    public const string AllKnobs = "all";

    /// <summary>The settings in the order they were named, each once; all seven where none was.</summary>
    /// <param name="named">Names, several to a text with commas between them, or <see cref="AllSettings"/>.</param>
    /// <exception cref="UsageException">One is not known; the message suggests the nearest.</exception>
    public static IReadOnlyList<CompilerSettings> Parse(IReadOnlyList<string>? named)
    {
        var wanted = Split(named);
        return wanted.Count == 0 ? CompilerSettings.All : [.. wanted.SelectMany(ForName).Distinct()];
    }

    /// <summary>Each setting, followed by the same setting with each of the knobs alone.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="knobs">Names of knobs, several to a text with commas between them, or <see cref="AllKnobs"/>; none where there is none.</param>
    /// <exception cref="UsageException">One is not known; the message suggests the nearest.</exception>
    public static IReadOnlyList<CompilerSettings> WithKnobs(IReadOnlyList<CompilerSettings> settings, IReadOnlyList<string>? knobs)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var wanted = Split(knobs);
        foreach (var name in wanted.Where(name => name != AllKnobs && KnobNames.All.All(k => k.Name != name)))
        {
            throw new UsageException($"unknown knob '{name}': there are {KnobList}{NearestNames.Suggestion(name, KnobNames.All.Select(k => k.Name))}");
        }

        var chosen = EngineKnob.All.Where(k => (wanted.Contains(AllKnobs) && !KnobNames.Proposals.Contains(k.Name)) || wanted.Contains(k.Name)).ToList();
        return [.. settings.SelectMany(s => chosen.Select(k => s with { Knobs = s.Knobs | k.Knob }).Prepend(s)).Distinct()];
    }

    private static IReadOnlyList<CompilerSettings> ForName(string name) =>
        name == AllSettings ? CompilerSettings.All : CompilerSettings.TryParse(name, out var known) ? [known] : throw Unknown(name);

    private static string KnobList => string.Join(", ", KnobNames.All.Select(k => k.Name));

    private static List<string> Split(IReadOnlyList<string>? texts) =>
        [.. (texts ?? []).SelectMany(n => n.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct()];

    private static UsageException Unknown(string name)
    {
        var settings = CompilerSettings.All.Select(s => s.Name).ToList();
        return settings.Contains(SettingNames.BaseName(name))
            ? new UsageException($"'{name}': after {SettingNames.BaseName(name)} come knobs, each once and in this order: +{string.Join(", +", KnobNames.All.Select(k => k.Name))}")
            : new UsageException($"unknown settings '{name}': there are {string.Join(", ", settings)}{NearestNames.Suggestion(name, settings)}");
    }
}
