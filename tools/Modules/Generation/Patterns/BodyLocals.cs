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

    // The first index of each type in its group, kept up to date as types come into use: a hunt writes millions of steps.
    private readonly int[] _firstParameter = new int[PatternTypes.Count];
    private readonly int[] _firstShared = new int[PatternTypes.Count];
    private readonly int[] _firstSpare = new int[PatternTypes.Count];

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
        Use(_parameters, type);
        return _firstParameter[type];
    }

    /// <summary>A shared local.</summary>
    public int SharedLocal(int type, int index)
    {
        Use(_shared, type);
        return _firstShared[type] + index;
    }

    /// <summary>A local of the writer itself.</summary>
    public int Spare(int type, int index)
    {
        Use(_spare, type);
        return _firstSpare[type] + index;
    }

    private void Use(bool[] group, int type)
    {
        if (group[type])
        {
            return;
        }

        group[type] = true;
        var next = Number(_parameters, _firstParameter, 0, 1);
        next = Number(_shared, _firstShared, next, shared);
        Number(_spare, _firstSpare, next, Pattern.MostCarried);
    }

    private static int Number(bool[] used, int[] first, int next, int each)
    {
        for (var type = 0; type < used.Length; type++)
        {
            first[type] = next;
            next += used[type] ? each : 0;
        }

        return next;
    }

    private static IEnumerable<int> Used(bool[] used) => Enumerable.Range(0, used.Length).Where(t => used[t]);
}
