namespace CompileBench.Measuring.Runs;

/// <summary>What a command line says when it resumes a run.</summary>
/// <param name="Run">The run's directory.</param>
/// <param name="Engines">The values of <c>--engine</c>: libraries of the run that are stated again.</param>
/// <param name="Machine">The name of this machine; null for the host's.</param>
public sealed record ResumeRequest(string Run, IReadOnlyList<string> Engines, string? Machine);
