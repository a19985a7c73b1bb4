namespace CompileBench.Measuring.Scaling;

/// <summary>
/// Shares a run's time out over its shapes as it goes: each gets an equal part of what is left, so that what one takes too much or leaves over
/// is spread over the others. Within a shape, ladders that grow gently stop at a modest compile time; steep ones go on towards the budget,
/// because where they pass it is what a run is made to find out.
/// </summary>
/// <param name="limit">The time for all shapes.</param>
/// <param name="shapes">How many shapes there are to measure.</param>
/// <param name="clock">Where time comes from.</param>
internal sealed class TimePlan(TimeSpan limit, int shapes, TimeProvider clock)
{
    /// <summary>The part of the limit in which all shapes are grown and measured once; what is left until <see cref="SettlingEnd"/> goes to open laws.</summary>
    private const double MeasuringPart = 0.6;

    /// <summary>The part of the limit after which open laws are left open: then superlinear ladders are grown to the budget.</summary>
    private const double SettlingEnd = 0.75;

    /// <summary>The part of the limit after which nothing more is measured: charts and tables are made within the limit as well.</summary>
    private const double CrossingEnd = 0.95;

    /// <summary>A shape whose ladders are steep may take this many times its share, as long as shares are much what they were at the start.</summary>
    private const double SteepFactor = 1.4;

    /// <summary>Once shares have shrunk below <see cref="ShrunkShare"/> of the first: the shapes still to come need their turn.</summary>
    private const double LateSteepFactor = 1.1;
    private const double ShrunkShare = 0.85;

    /// <summary>A ladder grown to T costs about 8 T to explore, shared by the lanes, and 12 T to measure alone: its sizes halve, and three rounds compile each twice.</summary>
    private const double LadderCostInTops = 16;

    /// <summary>The part of a share that gentle ladders may use: what is left of it goes to steep ones of later shapes.</summary>
    private const double GentlePart = 0.65;

    /// <summary>What a ladder costs whatever it is grown to: one process to explore its sizes and one for each of the largest, shared by the lanes.</summary>
    private static readonly TimeSpan LadderStart = TimeSpan.FromMilliseconds(450);

    private static readonly TimeSpan LeastTop = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LeastShare = TimeSpan.FromSeconds(2);

    private readonly TimeSpan _firstShare = Longer(LeastShare, limit * MeasuringPart / Math.Max(1, shapes));
    private readonly long _start = clock.GetTimestamp();
    private long _shapeStart = clock.GetTimestamp();
    private int _done;

    /// <summary>What the shape now being measured may take.</summary>
    public TimeSpan Share { get; private set; } = Longer(LeastShare, limit * MeasuringPart / Math.Max(1, shapes));

    /// <summary>What it may take where its ladders are steep.</summary>
    public TimeSpan SteepShare => Share * (Share >= _firstShare * ShrunkShare ? SteepFactor : LateSteepFactor);

    /// <summary>Time since the shape was begun.</summary>
    public TimeSpan SpentOnShape => clock.GetElapsedTime(_shapeStart);

    /// <summary>What is left of the measuring time.</summary>
    public TimeSpan Left => limit * MeasuringPart - clock.GetElapsedTime(_start);

    /// <summary>What is left for open laws.</summary>
    public TimeSpan LeftForOpenLaws => limit * SettlingEnd - clock.GetElapsedTime(_start);

    /// <summary>What is left for growing superlinear ladders to the budget.</summary>
    public TimeSpan LeftForCrossings => limit * CrossingEnd - clock.GetElapsedTime(_start);

    /// <summary>Begins a shape.</summary>
    public void BeginShape()
    {
        _shapeStart = clock.GetTimestamp();
        Share = Longer(LeastShare, Left / Math.Max(1, shapes - _done));
    }

    /// <summary>Ends the shape.</summary>
    public void EndShape() => _done++;

    /// <summary>Up to what compile time every ladder of the shape is grown, steep or not.</summary>
    public TimeSpan GentleTop(int ladders) => Longer(LeastTop, ((Share * GentlePart / Math.Max(1, ladders)) - LadderStart) / LadderCostInTops);

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
