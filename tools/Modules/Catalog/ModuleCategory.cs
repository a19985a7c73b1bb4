namespace CompileBench.Modules.Catalog;

/// <summary>What kind of thing a module is, which decides how its figures may be read.</summary>
public enum ModuleCategory
{
    /// <summary>Shipped by somebody to be used: its compile time is what users wait for.</summary>
    RealWorld,

    /// <summary>One shape at many sizes, generated: shows how time grows, not what users wait for.</summary>
    Ladder,

    /// <summary>Random and valid, generated from a seed.</summary>
    Fuzz,

    /// <summary>Written by hand, as text or through an emitter, to hold one thing still.</summary>
    Handwritten,
}
