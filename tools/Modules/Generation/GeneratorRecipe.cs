using System.Buffers;
using System.Globalization;
using CompileBench.Modules.Generation.Ladders;
using CompileBench.Modules.Wasm.Writing;

namespace CompileBench.Modules.Generation;

/// <summary>
/// How to make one rung of a ladder: a shape, a size and a seed. The same recipe gives the same bytes on every system, in every version.
/// As text it is <c>shape@size</c>, or <c>shape@size-sN</c> for a seed N other than 0.
/// </summary>
public sealed record GeneratorRecipe
{
    private GeneratorRecipe(LadderShape shape, int size, ulong seed)
    {
        Shape = shape;
        Size = size;
        Seed = seed;
    }

    /// <summary>The shape.</summary>
    public LadderShape Shape { get; }

    /// <summary>How many of the shape's unit, within the shape's range.</summary>
    public int Size { get; }

    /// <summary>Picks constants and operands where the shape leaves a choice; 0 unless told otherwise.</summary>
    public ulong Seed { get; }

    /// <summary>The name of the module that this makes.</summary>
    public ModuleName Name => new(ToString());

    /// <summary>A recipe for a size that the shape can have.</summary>
    /// <exception cref="FormatException">The size is out of the shape's range, which the message states.</exception>
    public static GeneratorRecipe Create(LadderShape shape, int size, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return shape.Sizes.Contains(size)
            ? new GeneratorRecipe(shape, size, seed)
            : throw new FormatException(SizeFault(shape, size.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Reads <c>shape@size</c> or <c>shape@size-sN</c>.</summary>
    /// <exception cref="FormatException">It is no such text; the message says in one line what is wrong.</exception>
    public static GeneratorRecipe Parse(string text) => TryParse(text, out var recipe, out var error) ? recipe : throw new FormatException(error);

    /// <summary>Reads <c>shape@size</c> or <c>shape@size-sN</c>, or says in one line what is wrong with the text.</summary>
    public static bool TryParse(
        string text,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out GeneratorRecipe? recipe,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        recipe = null;
        if (!GeneratedName.TrySplit(text, out var name))
        {
            error = $"'{text}' names no size: write SHAPE@SIZE, as in nested-blocks@1024";
            return false;
        }

        if (!LadderShapes.TryFind(name.Generator, out var shape))
        {
            error = $"no shape is called '{name.Generator}': choose one of {string.Join(", ", LadderShapes.FindSimilarNames(name.Generator))}";
            return false;
        }

        ulong seed = 0;
        if (name.Seed is { } seedText && (!IsCanonical(seedText, out seed) || seed == 0))
        {
            error = $"'{text}' has no seed after '-s': write a whole number from 1 to {ulong.MaxValue}, or leave it off for seed 0";
            return false;
        }

        if (!IsCanonical(name.Number, out var size) || size > int.MaxValue || !shape.Sizes.Contains((int)size))
        {
            error = SizeFault(shape, name.Number);
            return false;
        }

        recipe = new GeneratorRecipe(shape, (int)size, seed);
        error = null;
        return true;
    }

    /// <summary>Makes the module.</summary>
    public byte[] Generate()
    {
        using var module = Assemble();
        return module.ToArray();
    }

    /// <summary>Makes the module and writes it.</summary>
    public void Generate(IBufferWriter<byte> destination)
    {
        using var module = Assemble();
        module.WriteTo(destination);
    }

    /// <summary>Makes the module and writes it.</summary>
    public void Generate(Stream destination)
    {
        using var module = Assemble();
        module.WriteTo(destination);
    }

    /// <inheritdoc/>
    public override string ToString() => new GeneratedName(
        Shape.Name,
        Size.ToString(CultureInfo.InvariantCulture),
        Seed == 0 ? null : Seed.ToString(CultureInfo.InvariantCulture)).ToString();

    // Each number has one spelling, so that each recipe has one name.
    private static bool IsCanonical(ReadOnlySpan<char> text, out ulong value) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && (text[0] != '0' || text.Length == 1);

    private static string SizeFault(LadderShape shape, string size) =>
        $"{shape.Name} has no size '{size}': give a number of {shape.SizeUnit} from {shape.Sizes}, digits only";

    private ModuleAssembler Assemble()
    {
        var module = new ModuleAssembler();
        Shape.Build(new RungBuilder(module, Size, Seed));
        return module;
    }
}
