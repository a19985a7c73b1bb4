using CompileBench.Results.Storage;
using Wasmtime;

namespace CompileBench.Embedding;

/// <summary>A compiled module as bytes, which an engine of the same Wasmtime version loads in a fraction of the time of a compile.</summary>
/// <param name="Bytes">The bytes, as <c>wasmtime_module_serialize</c> makes them.</param>
/// <param name="Settings">The settings that made them.</param>
public sealed record CompiledArtifact(ReadOnlyMemory<byte> Bytes, string Settings)
{
    /// <summary>
    /// The kind of engine that loads it. An artifact of kind <see cref="Embedding.EngineKind.Cranelift"/> loads into the program's own engine; one of kind
    /// <see cref="Embedding.EngineKind.Winch"/> needs an engine that <see cref="EngineConfiguration.CreateEngine"/> makes.
    /// </summary>
    public EngineKind EngineKind => EngineKinds.ForSettings(Settings);

    /// <summary>Whether it was compiled from a component. Wasmtime's .NET package has no type for components, so it is for engines in other languages.</summary>
    public bool IsComponent { get; init; }

    /// <summary>Loads it. The caller disposes of the module.</summary>
    /// <param name="engine">An engine of the kind <see cref="EngineKind"/>, with the configuration that the artifact was compiled for.</param>
    /// <param name="name">The module's name.</param>
    /// <exception cref="ArtifactLoadException">The engine does not load it: another Wasmtime version, kind or configuration, bytes that are cut short, or a component.</exception>
    public Module Load(Engine engine, string name = "module") => IsComponent
        ? throw new ArtifactLoadException("the artifact is a component, which the Wasmtime package for .NET cannot load; save it for an engine that can")
        : Load(engine, name, Bytes.Span);

    /// <summary>
    /// Loads an artifact from a file. Load only files that a compiler of this program wrote: Wasmtime runs the machine code that it finds in them.
    /// </summary>
    /// <param name="engine">An engine of the kind that the artifact needs.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="ArtifactLoadException">The engine does not load it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Module LoadFile(Engine engine, string path) => Load(engine, Path.GetFileNameWithoutExtension(path), File.ReadAllBytes(path));

    /// <summary>Writes it to a file, which has the old bytes or the new ones at every moment.</summary>
    /// <param name="path">The file; it is replaced.</param>
    /// <exception cref="IOException">The disk is full or the place cannot be written; the old file is intact.</exception>
    public void Save(string path) => AtomicFile.Write(path, Bytes.Span);

    private static Module Load(Engine engine, string name, ReadOnlySpan<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(engine);
        try
        {
            return Module.Deserialize(engine, name, bytes);
        }
        catch (WasmtimeException e)
        {
            throw new ArtifactLoadException($"the artifact of {bytes.Length} bytes cannot be loaded: {string.Join(' ', e.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}", e);
        }
    }
}

/// <summary>An engine does not load an artifact; the message is one line.</summary>
public sealed class ArtifactLoadException(string message, Exception? inner = null) : Exception(message, inner);
