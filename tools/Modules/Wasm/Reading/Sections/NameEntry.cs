namespace CompileBench.Modules.Wasm.Reading.Sections;

/// <summary>What a name of the name section belongs to.</summary>
public enum NamedThing
{
    Module,
    Function,
    Local,
}

/// <summary>One name of the name section.</summary>
public readonly ref struct NameEntry
{
    internal NameEntry(NamedThing thing, int function, int local, ReadOnlySpan<byte> name)
    {
        Thing = thing;
        Function = function;
        Local = local;
        Name = name;
    }

    public NamedThing Thing { get; }

    /// <summary>The function named, or the one whose local is; imported functions count. It may be out of range.</summary>
    public int Function { get; }

    /// <summary>The local named, parameters counted. It may be out of range.</summary>
    public int Local { get; }

    /// <summary>The name, as UTF-8.</summary>
    public ReadOnlySpan<byte> Name { get; }
}
