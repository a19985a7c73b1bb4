using CompileBench.Modules.Generation.Patterns;

namespace CompileBench.Measuring.Hunting;

/// <summary>A pattern to be screened under one setting.</summary>
/// <param name="Number">Its number in the hunt, from 0.</param>
/// <param name="Settings">The settings' name.</param>
/// <param name="Pattern">The pattern.</param>
internal sealed record Candidate(long Number, string Settings, Pattern Pattern);
