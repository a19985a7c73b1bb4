namespace CompileBench.Modules.Wasm.Format;

/// <summary>What a type can define.</summary>
public enum TypeForm
{
    Function,
    Struct,
    Array,

    /// <summary>A continuation: a suspended call of a function, of the proposal stack switching.</summary>
    Continuation,
}
