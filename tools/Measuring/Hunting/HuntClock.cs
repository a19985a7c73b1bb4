using System.Diagnostics;

namespace CompileBench.Measuring.Hunting;

/// <summary>The time of a hunt: that of this session, and that of all.</summary>
/// <param name="time">How long this session takes.</param>
/// <param name="earlierSeconds">The seconds of earlier sessions.</param>
internal sealed class HuntClock(TimeSpan time, double earlierSeconds)
{
    // The share of the time in which candidates are screened and elites measured again; the rest is for findings.
    private const double SearchingShare = 0.6;

    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>The seconds of this session.</summary>
    public double Elapsed => Stopwatch.GetElapsedTime(_start).TotalSeconds;

    /// <summary>The seconds of all sessions.</summary>
    public double Total => earlierSeconds + Elapsed;

    /// <summary>Whether there is time to search on.</summary>
    public bool MaySearch => Elapsed < SearchingShare * time.TotalSeconds;

    /// <summary>When this session ends: at least a second from now, so that a finding that was begun can say so.</summary>
    public DateTimeOffset End => DateTimeOffset.UtcNow + TimeSpan.FromSeconds(Math.Max(1, time.TotalSeconds - Elapsed));
}
