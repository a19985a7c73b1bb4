namespace CompileBench.Measuring.Explaining.Blame;

/// <summary>
/// Assigns the intervals of one compile to the module's functions. When compiling on one thread, every released engine compiles functions one
/// after another in the module's order and calls one method of its compiler for each. Instructions from that call to the next such call belong
/// to the function; entry points, linking and everything before the first function belong to the module. Engines that compile a module's
/// initialisers to a start-up function do so by the method that compiles entry points: it is the one of these calls that translates initialisers.
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
    private const string TrampolineMethod = "::compile_trampoline";

    /// <summary>Whether the call compiles an entry point or the module's start-up function.</summary>
    public static bool BeginsTrampoline(string trigger)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        return trigger.EndsWith(TrampolineMethod, StringComparison.Ordinal);
    }

    /// <summary>Returns the instructions per function body, of the start-up function, and of everything else; null where there is not exactly one call per body.</summary>
    public static DividedCompile? Divide(IReadOnlyList<DumpedInterval> intervals, int bodies)
    {
        ArgumentNullException.ThrowIfNull(intervals);
        var functions = new List<long>();
        long outside = 0;
        long? startUp = null;
        string? began = null;
        foreach (var interval in intervals)
        {
            // An interval begins where the previous one ended.
            if (began is not null && began.EndsWith(FunctionMethod, StringComparison.Ordinal))
            {
                functions.Add(interval.Instructions);
            }
            else if (began is not null && BeginsTrampoline(began) && interval.TranslatesStartUp)
            {
                startUp = (startUp ?? 0) + interval.Instructions;
            }
            else
            {
                outside += interval.Instructions;
            }

            began = interval.Trigger;
        }

        return functions.Count == bodies ? new DividedCompile([.. functions], startUp, outside) : null;
    }
}

/// <summary>The instructions of one compile, divided.</summary>
/// <param name="Functions">Those of each function body, in the module's order.</param>
/// <param name="StartUp">Those of the module's start-up function; null where the engine compiles none, or none with an initialiser.</param>
/// <param name="Outside">All others.</param>
internal sealed record DividedCompile(IReadOnlyList<long> Functions, long? StartUp, long Outside);
