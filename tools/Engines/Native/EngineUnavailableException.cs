namespace CompileBench.Engines.Native;

/// <summary>A Wasmtime library that cannot be used; the message is one line for a person.</summary>
public sealed class EngineUnavailableException : Exception
{
    /// <summary>Says why.</summary>
    public EngineUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Says why and keeps what was thrown underneath.</summary>
    public EngineUnavailableException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
