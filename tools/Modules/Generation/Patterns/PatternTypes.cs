using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Patterns;

/// <summary>The value types that patterns use, by their number in a <see cref="PatternStep"/>.</summary>
internal static class PatternTypes
{
    public const int I32 = 0;
    public const int I64 = 1;
    public const int V128 = 4;
    public const int ExternRef = 5;
    public const int AnyRef = 6;
    public const int Count = 7;

    private static readonly WasmType[] All = [WasmType.I32, WasmType.I64, WasmType.F32, WasmType.F64, WasmType.V128, WasmType.ExternRef, WasmType.AnyRef];
    private static readonly string[] Names = ["i32", "i64", "f32", "f64", "v128", "externref", "anyref"];

    /// <summary>The type of this number.</summary>
    public static WasmType At(int number) => All[number];

    /// <summary>The number of a type.</summary>
    public static int NumberOf(WasmType type) => !type.IsReference ? type.PlainIndex : type == WasmType.ExternRef ? ExternRef : AnyRef;

    /// <summary>Whether values of the type of this number are references.</summary>
    public static bool IsReference(int number) => number >= ExternRef;

    /// <summary>What an engine must support for values of the type of this number.</summary>
    public static WasmFeatures FeaturesFor(int number) => number switch
    {
        V128 => WasmFeatures.Simd,
        ExternRef => WasmFeatures.ReferenceTypes | WasmFeatures.ExternReferences,
        AnyRef => WasmFeatures.ReferenceTypes | WasmFeatures.FunctionReferences | WasmFeatures.Gc,
        _ => WasmFeatures.None,
    };

    /// <summary>The name that the text format has for the type of this number.</summary>
    public static string Name(int number) => Names[number];

    /// <summary>The number of the type of this name; -1 where there is none.</summary>
    public static int Find(string name) => Array.IndexOf(Names, name);
}
