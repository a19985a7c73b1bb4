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
    ];

    /// <summary>Whether values of these signatures need features beyond the first version of WebAssembly.</summary>
    public WasmFeatures Features =>
        (Results.Length > 1 ? WasmFeatures.MultiValue : 0)
        | (Parameters.Contains(WasmType.V128) ? WasmFeatures.Simd : 0)
        | (Parameters.Contains(WasmType.ExternRef) ? WasmFeatures.ReferenceTypes | WasmFeatures.ExternReferences : 0);

    private static CalleeSignature Create(string parameters, string results) => new([.. parameters.Select(TypeOf)], [.. results.Select(TypeOf)]);

    private static WasmType TypeOf(char letter) => PatternTypes.At("ilfdvr".IndexOf(letter, StringComparison.Ordinal));
}
