using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace CompileBench.Modules.Generation.Fuzzing;

/// <summary>
/// The recipe of one fuzz module with a name: a preset of options and a seed, written <c>fuzz-default@42</c>.
/// Modules of other options have no name, because a name would have to contain all options.
/// </summary>
public sealed record FuzzRecipe
{
    private static readonly (string Name, FuzzOptions Options, string Description)[] Presets =
    [
        ("fuzz-default", FuzzOptions.Default, "a random module of WebAssembly 2.0"),
        ("fuzz-all", FuzzOptions.Everything, "a random module of all of WebAssembly 3.0 and threads"),
        ("fuzz-winch", FuzzOptions.WinchFriendly, "a random module of what Winch compiles"),
    ];

    private readonly int _preset;

    private FuzzRecipe(int preset, ulong seed)
    {
        _preset = preset;
        Seed = seed;
    }

    /// <summary>The names before the <c>@</c>.</summary>
    public static IReadOnlyList<string> PresetNames { get; } = [.. Presets.Select(preset => preset.Name)];

    /// <summary>The name before the <c>@</c>.</summary>
    public string Preset => Presets[_preset].Name;

    /// <summary>The options of the preset.</summary>
    public FuzzOptions Options => Presets[_preset].Options;

    /// <summary>A short description of the module.</summary>
    public string Description => Presets[_preset].Description;

    /// <summary>The seed: any 64-bit number.</summary>
    public ulong Seed { get; }

    /// <summary>The name of the module.</summary>
    public ModuleName Name => new(ToString());

    /// <summary>Reads <c>fuzz-PRESET@SEED</c>.</summary>
    /// <exception cref="FormatException">It is no such text; the message says in one line what is wrong.</exception>
    public static FuzzRecipe Parse(string text) => TryParse(text, out var recipe, out var error) ? recipe : throw new FormatException(error);

    /// <summary>Reads <c>fuzz-PRESET@SEED</c>, or says in one line what is wrong with the text.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out FuzzRecipe? recipe, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        recipe = null;
        var generator = GeneratedName.TrySplit(text, out var name) ? name.Generator : text;
        var preset = Array.FindIndex(Presets, known => known.Name == generator);
        if (preset < 0)
        {
            error = $"no fuzz preset is called '{generator}': choose one of {string.Join(", ", PresetNames)}";
            return false;
        }

        if (!ulong.TryParse(name.Number, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            || text != new FuzzRecipe(preset, seed).ToString())
        {
            error = $"'{text}' has no seed: write {Presets[preset].Name}@SEED, a whole number from 0 to {ulong.MaxValue}, digits only";
            return false;
        }

        recipe = new FuzzRecipe(preset, seed);
        error = null;
        return true;
    }

    /// <summary>Makes the module.</summary>
    public byte[] Generate() => FuzzGenerator.Generate(Seed, Options);

    /// <inheritdoc/>
    public override string ToString() => new GeneratedName(Preset, Seed.ToString(CultureInfo.InvariantCulture)).ToString();
}
