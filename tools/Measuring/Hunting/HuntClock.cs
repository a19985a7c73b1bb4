using System.Diagnostics;

namespace CompileBench.Measuring.Hunting;

/// <summary>
/// The time of a hunt: that of this session, and that of all. A session is divided into cycles of a searching part and a part that makes findings, so
/// that what was found can steer the search.
/// </summary>
/// <param name="time">How long this session takes.</param>
/// <param name="earlierSeconds">The seconds of earlier sessions.</param>
/// <param name="isComparison">Whether two engines are compared: what makes one slower is often a whole function, which takes minutes to reduce.</param>
internal sealed class HuntClock(TimeSpan time, double earlierSeconds, bool isComparison)
{
    // The share of a cycle in which candidates are screened and elites measured again; the rest is for findings.
    private const double SearchingShare = 0.65;
    private const double SearchingShareOfComparison = 0.4;
    private const double SecondsOfACycle = 150;
    private const double SecondsOfACycleOfComparison = 360;
    private const double LeastSecondsOfACycle = 20;
    private const double MostGraceSeconds = 25;
    private const double GraceShare = 0.05;

    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly double _searchingShare = isComparison ? SearchingShareOfComparison : SearchingShare;
    private double _searchingEnds;
    private double _cycleEnds = time.TotalSeconds;

    /// <summary>The seconds of this session.</summary>
    public double Elapsed => Stopwatch.GetElapsedTime(_start).TotalSeconds;

    /// <summary>The seconds of all sessions.</summary>
    public double Total => earlierSeconds + Elapsed;

    /// <summary>Whether there is time to search on in this cycle.</summary>
    public bool MaySearch => Elapsed < _searchingEnds;

    /// <summary>When this cycle ends: at least a second from now, so that a finding that was begun can say so.</summary>
    public DateTimeOffset End => DateTimeOffset.UtcNow + TimeSpan.FromSeconds(Math.Max(1, _cycleEnds - Elapsed));

    /// <summary>
    /// How much longer than its cycle a finding that was begun may take, and how long before the end of the cycle the last one is begun. A finding that runs
    /// out of time lacks instruction counts and tables of other settings.
    /// </summary>
    public TimeSpan Grace => TimeSpan.FromSeconds(Math.Min(MostGraceSeconds, GraceShare * time.TotalSeconds));

    /// <summary>Begins a cycle. False where too little time of the session is left for one.</summary>
    public bool BeginCycle()
    {
        var (elapsed, left) = (Elapsed, time.TotalSeconds - Elapsed);
        var length = left / Math.Max(1, Math.Floor(left / (isComparison ? SecondsOfACycleOfComparison : SecondsOfACycle)));
        (_searchingEnds, _cycleEnds) = (elapsed + (_searchingShare * length), elapsed + length);
        return left >= LeastSecondsOfACycle;
    }
}
