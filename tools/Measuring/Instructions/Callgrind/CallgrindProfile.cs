namespace CompileBench.Measuring.Instructions.Callgrind;

/// <summary>What a callgrind file says: instructions by function and along every call.</summary>
/// <param name="Total">All instructions counted.</param>
/// <param name="Functions">Every function that executed or called something, in the file's order.</param>
public sealed record CallgrindProfile(long Total, IReadOnlyList<CallgrindFunction> Functions)
{
    /// <summary>
    /// Whether a library's functions are known by their names: whether at least half of what was executed in it has one. What it exports
    /// keeps its name even in a stripped library.
    /// </summary>
    /// <param name="exported">A function the library exports.</param>
    public bool HasSymbols(string exported)
    {
        if (Functions.FirstOrDefault(f => f.Name == exported)?.Object is not { } library)
        {
            return false;
        }

        var inside = Functions.Where(f => f.Object == library).ToList();
        return inside.Where(f => !f.IsNameless).Sum(f => f.Exclusive) * 2 > inside.Sum(f => f.Exclusive);
    }
}

/// <summary>One function of a <see cref="CallgrindProfile"/>.</summary>
/// <param name="name">Its name as the file has it.</param>
/// <param name="objectPath">The file its code came from; null where unknown.</param>
public sealed class CallgrindFunction(string name, string? objectPath)
{
    private readonly Dictionary<CallgrindFunction, CallArc> _calls = [];

    /// <summary>Its name: for Rust the demangled path; an address for code without symbols.</summary>
    public string Name { get; } = name;

    /// <summary>The library or program it is in; null where unknown.</summary>
    public string? Object { get; } = objectPath;

    /// <summary>Instructions executed in the function itself.</summary>
    public long Exclusive { get; internal set; }

    /// <summary>Its calls, one entry a callee.</summary>
    public IReadOnlyCollection<CallArc> Calls => _calls.Values;

    /// <summary>Whether the name is only an address, or unknown.</summary>
    public bool IsNameless => Name.StartsWith("0x", StringComparison.Ordinal) || Name == "???";

    /// <summary>Instructions of the function and everything it called, itself called again left out.</summary>
    public long Inclusive => Exclusive + _calls.Values.Where(c => c.Callee != this).Sum(c => c.Instructions);

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal void AddCall(CallgrindFunction callee, long count, long instructions) =>
        _calls[callee] = _calls.TryGetValue(callee, out var known)
            ? known with { Count = known.Count + count, Instructions = known.Instructions + instructions }
            : new CallArc(callee, count, instructions);
}

/// <summary>All calls of one function by another.</summary>
/// <param name="Callee">Who was called.</param>
/// <param name="Count">How often.</param>
/// <param name="Instructions">What those calls executed, their own calls included.</param>
public sealed record CallArc(CallgrindFunction Callee, long Count, long Instructions);
