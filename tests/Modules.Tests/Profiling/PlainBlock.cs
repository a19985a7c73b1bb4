namespace CompileBench.Modules.Tests.Profiling;

/// <summary>An open or ended block of a <see cref="PlainFunction"/>.</summary>
internal sealed class PlainBlock(string name)
{
    public string Name { get; set; } = name;

    public bool IsLoop => Name == "loop";

    public int Branches { get; set; }

    public int ArmsEnded { get; set; }

    public int Height { get; init; }

    public int Parameters { get; init; }

    public int Results { get; init; }

    public HashSet<long> Assigned { get; } = [];

    /// <summary>Of a loop: locals read in it before they were assigned in it.</summary>
    public HashSet<long> ReadFirst { get; } = [];

    /// <summary>Of a loop: locals it carries around.</summary>
    public HashSet<long> Carried { get; } = [];

    public PlainBlock? ParentLoop { get; init; }

    public bool HasEnded { get; set; }

    /// <summary>Of a loop that is branched back to: basic blocks so far at its end.</summary>
    public int EndBlock { get; set; }
}
