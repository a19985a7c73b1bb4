using System.Text.RegularExpressions;
using CompileBench.Modules.Catalog;
using CompileBench.Modules.Generation.Ladders;

namespace CompileBench.Modules.Generation.Patterns;

/// <summary>Shapes that are data: patterns that a hunt found and someone adopted, one file each in the catalog's folder <c>shapes</c>.</summary>
public static partial class AdoptedShapes
{
    private const string Folder = "shapes";
    private const string Extension = ".json";

    private static readonly (IReadOnlyList<LadderShape> Shapes, IReadOnlyList<string> Faults) Loaded = Load(ModuleCatalog.DefaultFolder);

    /// <summary>The shapes beside the program, in the order of their names.</summary>
    public static IReadOnlyList<LadderShape> All => Loaded.Shapes;

    /// <summary>Files that hold no shape, with the reason, one line each.</summary>
    public static IReadOnlyList<string> Faults => Loaded.Faults;

    /// <summary>Writes a pattern as a shape into a folder of modules, and into the catalog beside the program, so that the program can use it without a build.</summary>
    /// <param name="modulesFolder">The repository's folder of modules.</param>
    /// <param name="name">The shape's name.</param>
    /// <param name="pattern">The pattern.</param>
    /// <returns>The file in the repository.</returns>
    /// <exception cref="FormatException">The name is not valid for a shape, or another shape has this name.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static string Write(string modulesFolder, string name, Pattern pattern)
    {
        if (!ShapeName().IsMatch(name))
        {
            throw new FormatException($"'{name}' is no name of a shape: write lower-case words with hyphens between them");
        }

        if (LadderShapes.TryFind(name, out _))
        {
            throw new FormatException($"a shape is called '{name}' already");
        }

        var path = Path.Combine(modulesFolder, Folder, name + Extension);
        foreach (var file in new[] { path, Path.Combine(ModuleCatalog.DefaultFolder, Folder, name + Extension) })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, PatternJson.Write(pattern) + "\n");
        }

        return path;
    }

    /// <summary>Reads the shapes of a catalog's folder.</summary>
    internal static (IReadOnlyList<LadderShape> Shapes, IReadOnlyList<string> Faults) Load(string catalogFolder)
    {
        var (shapes, faults) = (new List<LadderShape>(), new List<string>());
        var folder = Path.Combine(catalogFolder, Folder);
        foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*" + Extension).Order(StringComparer.Ordinal).ToArray() : [])
        {
            try
            {
                shapes.Add(ShapeOf(Path.GetFileNameWithoutExtension(file), PatternJson.Read(File.ReadAllText(file))));
            }
            catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
            {
                faults.Add($"{file} holds no shape: {e.Message}");
            }
        }

        return (shapes, faults);
    }

    private static LadderShape ShapeOf(string name, Pattern pattern) => ShapeName().IsMatch(name)
        ? new LadderShape(rung => PatternModule.Write(pattern, rung.Size, rung.Module))
        {
            Name = name,
            Description = $"Found by a hunt: {string.Join(", ", pattern.Opening.Concat(pattern.Closing))}.",
            SizeUnit = "repetitions",
            Sizes = pattern.Sizes,
            Features = pattern.Features,
        }
        : throw new FormatException($"'{name}' is no name of a shape");

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*\\z")]
    private static partial Regex ShapeName();
}
