namespace CompileBench.Modules.Catalog;

/// <summary>The two binary formats of WebAssembly that an engine compiles.</summary>
public enum BinaryFormat
{
    /// <summary>A core module.</summary>
    Module,

    /// <summary>A component of the component model: core modules, and the glue between them.</summary>
    Component,
}
