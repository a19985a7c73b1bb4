using CompileBench.Engines.Settings;
using CompileBench.Modules.Catalog;

namespace CompileBench.Measuring.Selection;

/// <summary>Finds the compiler settings a command line means.</summary>
public static class SettingsSelection
{
    /// <summary>The settings in the order they were named, each once; all seven where none was.</summary>
    /// <param name="named">Names, several to a text with commas between them.</param>
    /// <exception cref="UsageException">One is not known; the message suggests the nearest.</exception>
    public static IReadOnlyList<CompilerSettings> Parse(IReadOnlyList<string>? named)
    {
        var wanted = (named ?? []).SelectMany(n => n.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct().ToList();
        if (wanted.Count == 0)
        {
            return CompilerSettings.All;
        }

        var settings = new List<CompilerSettings>();
        foreach (var name in wanted)
        {
            settings.Add(CompilerSettings.TryParse(name, out var known)
                ? known
                : throw new UsageException(
                    $"unknown settings '{name}': there are {string.Join(", ", CompilerSettings.All.Select(s => s.Name))}{NearestNames.Suggestion(name, CompilerSettings.All.Select(s => s.Name))}"));
        }

        return settings;
    }
}
