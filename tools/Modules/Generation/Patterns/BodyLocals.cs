using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Patterns;

/// <summary>
/// Which locals a body uses and where they lie: a parameter of each type in use, then the shared locals of each type, then a few for the writer
/// itself. A body is written twice: first to find out which types are in use, then for good.
/// </summary>
internal sealed class BodyLocals(int shared)
{
    private readonly bool[] _parameters = new bool[PatternTypes.Count];
    private readonly bool[] _shared = new bool[PatternTypes.Count];
    private readonly bool[] _spare = new bool[PatternTypes.Count];

    /// <summary>How many locals of one type steps share.</summary>
    public int Shared => shared;

    /// <summary>The types of the parameters, by number.</summary>
    public IEnumerable<int> Parameters => Used(_parameters);

    /// <summary>The types that have shared locals, by number.</summary>
    public IEnumerable<int> SharedTypes => Used(_shared);

    /// <summary>The declared locals.</summary>
    public LocalGroup[] Groups =>
        [.. Used(_shared).Select(t => new LocalGroup(shared, PatternTypes.At(t))), .. Used(_spare).Select(t => new LocalGroup(Pattern.MostCarried, PatternTypes.At(t)))];

    /// <summary>The parameter of this type.</summary>
    public int Parameter(int type)
    {
        _parameters[type] = true;
        return Before(_parameters, type);
    }

    /// <summary>A shared local.</summary>
    public int SharedLocal(int type, int index)
    {
        _shared[type] = true;
        return Used(_parameters).Count() + (Before(_shared, type) * shared) + index;
    }

    /// <summary>A local of the writer itself.</summary>
    public int Spare(int type, int index)
    {
        _spare[type] = true;
        return Used(_parameters).Count() + (Used(_shared).Count() * shared) + (Before(_spare, type) * Pattern.MostCarried) + index;
    }

    private static int Before(bool[] used, int type) => used.AsSpan(0, type).Count(true);

    private static IEnumerable<int> Used(bool[] used) => Enumerable.Range(0, used.Length).Where(t => used[t]);
}
