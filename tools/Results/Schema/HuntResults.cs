namespace CompileBench.Results.Schema;

/// <summary><c>findings.json</c> of a hunt: what it found so far. Written whole after every finding and at the end of a session.</summary>
public sealed record HuntResults
{
    /// <summary>The cost: <c>time</c>, <c>memory</c> or <c>code</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>The label of the engine that the candidate is compared with; null for a hunt for growth.</summary>
    public string? Baseline { get; init; }

    /// <summary>Candidates that were screened, those of earlier sessions included.</summary>
    public long Screened { get; init; }

    /// <summary>Candidates that the engine refused.</summary>
    public long Refused { get; init; }

    /// <summary>The engine's words about the first of them; null where there is none.</summary>
    public string? Refusal { get; init; }

    /// <summary>Cells of the grid that have an elite.</summary>
    public int Cells { get; init; }

    /// <summary>Elites whose slope was measured again in rounds.</summary>
    public int Remeasured { get; init; }

    /// <summary>Those of them that were confirmed.</summary>
    public int Confirmed { get; init; }

    /// <summary>Confirmed ones that have no finding of their own yet: the time ended before they were reduced.</summary>
    public int Waiting { get; init; }

    /// <summary>Confirmed ones that did not repeat in a fresh process or in instruction counts.</summary>
    public int Dropped { get; init; }

    /// <summary>Confirmed ones that were reduced to a finding that was there already.</summary>
    public int Duplicates { get; init; }

    /// <summary>The time of all sessions, in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>The time of screening in all sessions, in seconds: <see cref="Screened"/> over it is the rate.</summary>
    public double ScreeningSeconds { get; init; }

    /// <summary>CPU time of the screened compiles over their wall time: near 1 on a machine without other work. Null where it was not noted.</summary>
    public double? ProcessorShare { get; init; }

    /// <summary>The known shapes that confirmed patterns grow like, findings or not; empty with two engines.</summary>
    public IReadOnlyList<HuntRediscovery> Rediscovered { get; init; } = [];

    /// <summary>The findings in the order they were made.</summary>
    public IReadOnlyList<HuntFinding> Findings { get; init; } = [];
}

/// <summary>A known shape that a confirmed pattern grows like.</summary>
/// <param name="Shape">The shape's name.</param>
/// <param name="Settings">The settings under which the pattern was confirmed.</param>
/// <param name="Slope">The slope over the last two doublings of the steepest such pattern.</param>
/// <param name="Pattern">The recipe of that pattern.</param>
/// <param name="Screened">How many candidates had been screened when the first such pattern was confirmed; null in a run that did not note it.</param>
public sealed record HuntRediscovery(string Shape, string Settings, double Slope, string Pattern, long? Screened = null);
