namespace CompileBench.Modules.Wasm.Format;

/// <summary>The three things that a type can define.</summary>
public enum TypeForm
{
    Function,
    Struct,
    Array,
}
