using Wasmtime;

namespace CompileBench.Embedding.Tiering;

/// <summary>One compiled form of a module with the engine that it belongs to. Stores, linkers and instances are made for this engine.</summary>
public sealed class ModuleTier
{
    private int _references = 1;

    internal ModuleTier(int number, string settings, Engine engine, Module module) => (Number, Settings, Engine, Module) = (number, settings, engine, module);

    /// <summary>1 for the tier that is there at once, 2 for the optimised one.</summary>
    public int Number { get; }

    /// <summary>The settings that compiled it.</summary>
    public string Settings { get; }

    /// <summary>Its engine.</summary>
    public Engine Engine { get; }

    /// <summary>The module.</summary>
    public Module Module { get; }

    /// <summary>Keeps it until <see cref="Release"/>. The caller holds the lock under which the current tier changes, so it has not been freed.</summary>
    internal void Retain() => Interlocked.Increment(ref _references);

    /// <summary>Frees it where nobody keeps it any more.</summary>
    internal void Release()
    {
        if (Interlocked.Decrement(ref _references) == 0)
        {
            Module.Dispose();
            Engine.Dispose();
        }
    }
}
