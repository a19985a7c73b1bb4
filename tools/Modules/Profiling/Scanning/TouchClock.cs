namespace CompileBench.Modules.Profiling.Scanning;

/// <summary>
/// The time within a module, as all tables of locals use it: the number of touches of locals so far. It runs on from function to function, so
/// that what an earlier function left in a table is recognized by its age.
/// </summary>
internal sealed class TouchClock
{
    /// <summary>The time of the window's first touch.</summary>
    public int WindowStart { get; private set; } = 1;

    /// <summary>The time the function began. It is the time of no touch.</summary>
    public int FunctionStart { get; private set; }

    /// <summary>The time of the first touch behind the latest call, or of the function's beginning.</summary>
    public int LastCall { get; set; }

    public void BeginFunction()
    {
        FunctionStart = WindowStart++;
        LastCall = FunctionStart;
    }

    /// <summary>A window of so many touches was followed.</summary>
    public void EndWindow(int touches) => WindowStart += touches;
}
