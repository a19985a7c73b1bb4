using CompileBench.Modules;
using CompileBench.Modules.Catalog;
using CompileBench.Modules.Generation;
using CompileBench.Modules.Generation.Ladders;
using CompileBench.Modules.Generation.Patterns;

namespace CompileBench.Measuring.Scaling;

/// <summary>Finds the shapes a command line means.</summary>
public static class ShapeSelection
{
    /// <summary>The shapes in the catalog's order, each once; all where none was named.</summary>
    /// <param name="patterns">Names or globs, several to a text with commas between them.</param>
    /// <exception cref="UsageException">An adopted shape cannot be read, or a pattern matches no shape or names a size; the message says what to write.</exception>
    public static IReadOnlyList<LadderShape> Select(IReadOnlyList<string>? patterns)
    {
        if (AdoptedShapes.Faults is [var fault, ..])
        {
            throw new UsageException(fault);
        }

        var wanted = (patterns ?? []).SelectMany(p => p.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();
        if (wanted.Count == 0)
        {
            return LadderShapes.All;
        }

        var found = wanted.SelectMany(Named).ToHashSet();
        return [.. LadderShapes.All.Where(found.Contains)];
    }

    private static IEnumerable<LadderShape> Named(string pattern)
    {
        if (GeneratedName.TrySplit(pattern, out var name))
        {
            throw new UsageException(
                $"--shape '{pattern}' names a size, and a ladder has many: write '{name.Generator}'{(GeneratorRecipe.TryParse(pattern, out _, out var fault) ? "" : $" ({fault})")}");
        }

        var glob = new NameGlob(pattern);
        var matches = LadderShapes.All.Where(shape => glob.Matches(shape.Name)).ToList();
        return matches.Count > 0
            ? matches
            : throw new UsageException($"no shape is called '{pattern}'{NearestNames.Suggestion(pattern, LadderShapes.All.Select(s => s.Name))}; compilebench modules list --shapes prints them all");
    }
}
