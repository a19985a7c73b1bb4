namespace CompileBench.Measuring.Explaining.Blame;

/// <summary>
/// Shares the intervals of one compile between the module's functions. Every released engine compiles functions one after the other in the
/// module's order when it compiles on one thread, and calls one method of its compiler for each: what is executed from that call to the next
/// call of any such method is the function's; entry points, linking and what comes before the first are the module's.
/// </summary>
internal static class FunctionIntervals
{
    /// <summary>The calls at which callgrind is to dump, as its option wants them.</summary>
    public static IReadOnlyList<string> DumpBefore { get; } =
    [
        "*compiler::Compiler as wasmtime_environ::compile*::Compiler>::compile_*",
        "*::pre_link",
        "*::append_code",
    ];

    private const string FunctionMethod = "::compile_function";

    /// <summary>Instructions by function body, and of everything else; null where the calls are not one for each body.</summary>
    public static (long[] Functions, long Outside)? Share(IReadOnlyList<DumpedInterval> intervals, int bodies)
    {
        var functions = new List<long>();
        long outside = 0;
        string? began = null;
        foreach (var interval in intervals)
        {
            // The interval began where the one before it ended.
            if (began is not null && began.EndsWith(FunctionMethod, StringComparison.Ordinal))
            {
                functions.Add(interval.Instructions);
            }
            else
            {
                outside += interval.Instructions;
            }

            began = interval.Trigger;
        }

        return functions.Count == bodies ? ([.. functions], outside) : null;
    }
}
