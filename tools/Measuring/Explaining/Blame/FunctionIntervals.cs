namespace CompileBench.Measuring.Explaining.Blame;

/// <summary>
/// Assigns the intervals of one compile to the module's functions. When compiling on one thread, every released engine compiles functions one
/// after another in the module's order and calls one method of its compiler for each. Instructions from that call to the next such call belong
/// to the function; entry points, linking and everything before the first function belong to the module.
/// </summary>
internal static class FunctionIntervals
{
    /// <summary>The calls before which callgrind writes a dump, in the syntax of its option.</summary>
    public static IReadOnlyList<string> DumpBefore { get; } =
    [
        "*compiler::Compiler as wasmtime_environ::compile*::Compiler>::compile_*",
        "*::pre_link",
        "*::append_code",
    ];

    private const string FunctionMethod = "::compile_function";

    /// <summary>Returns the instructions per function body and of everything else; null where there is not exactly one call per body.</summary>
    public static (long[] Functions, long Outside)? Divide(IReadOnlyList<DumpedInterval> intervals, int bodies)
    {
        var functions = new List<long>();
        long outside = 0;
        string? began = null;
        foreach (var interval in intervals)
        {
            // An interval begins where the previous one ended.
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
