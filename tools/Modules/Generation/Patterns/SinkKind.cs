namespace CompileBench.Modules.Generation.Patterns;

/// <summary>Where a value goes that no step of the pattern takes.</summary>
public enum SinkKind
{
    /// <summary>It is dropped.</summary>
    Drop,

    /// <summary>It is stored in a local.</summary>
    Local,

    /// <summary>It is stored in a global, so that the computation cannot be left out.</summary>
    Global,
}
