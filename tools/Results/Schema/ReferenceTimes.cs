namespace CompileBench.Results.Schema;

/// <summary>
/// How long one compile of a fixed reference module took in the same process just before and just after a timed stretch. The two show
/// how fast the machine was at that moment.
/// </summary>
/// <param name="BeforeNanoseconds">Wall nanoseconds of the compile before the stretch.</param>
/// <param name="AfterNanoseconds">Wall nanoseconds of the compile after the stretch.</param>
public sealed record ReferenceTimes(long BeforeNanoseconds, long AfterNanoseconds);
