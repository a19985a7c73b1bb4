namespace CompileBench.Measuring.Runs;

/// <summary>Finds what went wrong behind work that was done on several threads at once.</summary>
public static class ParallelFault
{
    /// <summary>
    /// The first fault that is no cancellation, for a lane that was stopped because another one failed says nothing of why; the cancellation
    /// where there is nothing else. What is not of several threads is given back as it is.
    /// </summary>
    public static Exception FirstOf(Exception exception)
    {
        if (exception is not AggregateException several)
        {
            return exception;
        }

        var faults = several.Flatten().InnerExceptions;
        return faults.FirstOrDefault(f => f is not OperationCanceledException) ?? faults.FirstOrDefault() ?? exception;
    }
}
