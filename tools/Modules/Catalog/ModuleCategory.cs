namespace CompileBench.Modules.Catalog;

/// <summary>The kind of a module. It decides what results of the module mean.</summary>
public enum ModuleCategory
{
    /// <summary>Published to be used: its compile time is the time that users wait.</summary>
    RealWorld,

    /// <summary>Generated, one shape at many sizes: it shows how time grows, not how long users wait.</summary>
    Ladder,

    /// <summary>Random and valid, generated from a seed.</summary>
    Fuzz,

    /// <summary>Written by hand, as text or with an emitter, to isolate one property.</summary>
    Handwritten,
}
