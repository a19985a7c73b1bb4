using System.Buffers;
using System.Globalization;
using CompileBench.Modules.Generation.Ladders;
using CompileBench.Modules.Wasm.Writing;

namespace CompileBench.Modules.Generation;

/// <summary>
/// How to make one rung of a ladder: a shape, a size and a seed. The same recipe gives the same bytes on every system, for ever.
/// As text it is <c>shape@size</c>, or <c>shape@size-sN</c> for a seed N other than 0.
/// </summary>
public sealed record GeneratorRecipe
{
    private const string SeedMark = "-s";

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
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at < 0)
        {
            error = $"'{text}' names no size: write SHAPE@SIZE, as in nested-blocks@1024";
            return false;
        }

        if (!LadderShapes.TryFind(text[..at], out var shape))
        {
            error = $"no shape is called '{text[..at]}': choose one of {string.Join(", ", LadderShapes.Resembling(text[..at]))}";
            return false;
        }

        var rest = text.AsSpan(at + 1);
        var mark = rest.IndexOf(SeedMark, StringComparison.Ordinal);
        ulong seed = 0;
        if (mark >= 0 && (!IsCanonical(rest[(mark + SeedMark.Length)..], out seed) || seed == 0))
        {
            error = $"'{text}' has no seed after '{SeedMark}': write a whole number from 1 to {ulong.MaxValue}, or leave it off for seed 0";
            return false;
        }

        var sizeText = mark < 0 ? rest : rest[..mark];
        if (!IsCanonical(sizeText, out var size) || size > int.MaxValue || !shape.Sizes.Contains((int)size))
        {
            error = SizeFault(shape, sizeText.ToString());
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
    public override string ToString() => Seed == 0 ? $"{Shape.Name}@{Size}" : $"{Shape.Name}@{Size}{SeedMark}{Seed}";

    // One spelling a number, so that one recipe has one name.
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
