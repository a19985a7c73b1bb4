namespace CompileBench.Measuring.Hunting;

/// <summary>One module that a meter is asked to measure.</summary>
/// <param name="Module">The module.</param>
/// <param name="Settings">The settings' name.</param>
/// <param name="Samples">How many warm compiles; the least counts.</param>
internal readonly record struct Compile(byte[] Module, string Settings, int Samples);
