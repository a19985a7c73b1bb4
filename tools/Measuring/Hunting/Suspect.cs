using CompileBench.Modules.Generation.Patterns;

namespace CompileBench.Measuring.Hunting;

/// <summary>An elite that was measured in rounds and confirmed.</summary>
/// <param name="Settings">The settings' name.</param>
/// <param name="Pattern">The pattern.</param>
/// <param name="Signature">What grows.</param>
/// <param name="Fitness">The fitness for which it was measured again.</param>
/// <param name="Slope">The slope, or the ratio of the engines.</param>
internal sealed record Suspect(string Settings, Pattern Pattern, string Signature, double Fitness, double Slope)
{
    /// <summary>Its line of the journal.</summary>
    public SuspectLine ToLine(SuspectState state) => new(Settings, PatternJson.Write(Pattern), Signature, Fitness, Slope, state);
}
