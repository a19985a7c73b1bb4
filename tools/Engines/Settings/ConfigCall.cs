namespace CompileBench.Engines.Settings;

/// <summary>
/// One call of a setter of Wasmtime's C API on a configuration. Settings are a list of such calls, so that whoever makes them (this
/// process, or a program without a runtime) makes exactly the same ones.
/// </summary>
/// <param name="Setter">The exported function.</param>
/// <param name="Value">What follows the configuration in its argument list.</param>
/// <param name="Absent">What to do where the library does not export it.</param>
public sealed record ConfigCall(string Setter, ConfigValue Value, WhenAbsent Absent)
{
    /// <summary>The call to make instead where the library does not export the setter; null for none.</summary>
    public ConfigCall? Otherwise { get; init; }
}

/// <summary>What an absent setter means.</summary>
public enum WhenAbsent
{
    /// <summary>Nothing: the engine has the wished behaviour without it, or a module that needs it will tell.</summary>
    Skip,

    /// <summary>The engine cannot be given these settings.</summary>
    Refuse,
}

/// <summary>The arguments of a setter after the configuration.</summary>
public abstract record ConfigValue
{
    private ConfigValue()
    {
    }

    /// <summary>One byte: a switch or an enumeration; the setter returns nothing.</summary>
    /// <param name="Value">The byte.</param>
    public sealed record Number(byte Value) : ConfigValue;

    /// <summary>One size of 64 bits; the setter returns nothing.</summary>
    /// <param name="Value">The size in bytes.</param>
    public sealed record Size(ulong Value) : ConfigValue;

    /// <summary>One text; the setter returns an error or null.</summary>
    /// <param name="Value">The text.</param>
    public sealed record Text(string Value) : ConfigValue;

    /// <summary>A compiler flag by name; the setter returns nothing.</summary>
    /// <param name="Name">The flag.</param>
    /// <param name="Value">Its value.</param>
    public sealed record Flag(string Name, string Value) : ConfigValue;
}
