namespace CompileBench.Hostile.Tests.Inputs;

/// <summary>How <c>report</c> ends on a hostile run directory.</summary>
internal enum Ending
{
    /// <summary>One clear line and exit code 2.</summary>
    Refused,

    /// <summary>A report that says on the terminal what was left out.</summary>
    Counted,

    /// <summary>A report as of any run: the input harms only other commands, or nothing.</summary>
    Shown,
}

/// <summary>A run directory that nobody should trust.</summary>
/// <param name="Name">What is wrong with it.</param>
/// <param name="Ending">How <c>report</c> ends.</param>
/// <param name="Spoil">Changes a valid run.</param>
internal sealed record HostileRun(string Name, Ending Ending, Action<RunFiles> Spoil);
