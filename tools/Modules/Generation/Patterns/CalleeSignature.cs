using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Patterns;

/// <summary>The types of the small functions that patterns call.</summary>
/// <param name="Parameters">The parameters.</param>
/// <param name="Results">The results; each is of the type of a parameter, or a number.</param>
internal sealed record CalleeSignature(WasmType[] Parameters, WasmType[] Results)
{
    /// <summary>The signatures that a call step can name.</summary>
    public static IReadOnlyList<CalleeSignature> All { get; } =
    [
        Create("", ""), Create("i", "i"), Create("ii", "i"), Create("l", "l"), Create("d", "d"), Create("f", "f"),
        Create("", "i"), Create("iii", "iii"), Create("iiiiiiiiii", "i"), Create("fdi", "l"), Create("dddddddddd", "d"), Create("v", "v"), Create("r", "r"),
        Create("", "r"), Create("r", ""), Create("", "a"), Create("a", ""), Create("a", "a"), Create("", "l"), Create("l", "ll"),
    ];

    /// <summary>Whether values of these signatures need features beyond the first version of WebAssembly.</summary>
    public WasmFeatures Features =>
        (Results.Length > 1 ? WasmFeatures.MultiValue : 0)
        | Parameters.Concat(Results).Aggregate(WasmFeatures.None, (all, type) => all | PatternTypes.FeaturesFor(PatternTypes.NumberOf(type)));

    private static CalleeSignature Create(string parameters, string results) => new([.. parameters.Select(TypeOf)], [.. results.Select(TypeOf)]);

    private static WasmType TypeOf(char letter) => PatternTypes.At("ilfdvra".IndexOf(letter, StringComparison.Ordinal));
}
