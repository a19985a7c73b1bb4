namespace CompileBench.Analysis.Ratios.Rounds;

/// <summary>In what a time is judged.</summary>
public enum TimeUnit
{
    /// <summary>In nanoseconds.</summary>
    Bare,

    /// <summary>In units of a short fixed compile measured right beside it, which the state of the machine slows down just as much.</summary>
    OverReference,
}
