namespace CompileBench.Results.Schema;

/// <summary>
/// How long one compile of a fixed reference module took in the same process just before and just after a timed stretch. The two show
/// how fast the machine was at that moment.
/// </summary>
/// <param name="BeforeNanoseconds">Wall nanoseconds of one such compile before the stretch, the median of a few.</param>
/// <param name="AfterNanoseconds">Wall nanoseconds of one such compile after the stretch, the median of a few.</param>
public sealed record ReferenceTimes(long BeforeNanoseconds, long AfterNanoseconds);
