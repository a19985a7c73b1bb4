using System.Collections.Immutable;

namespace CompileBench.Reporting.Documents.Explaining;

/// <summary>One frame of a flame graph.</summary>
/// <param name="Name">The whole name, shown when the frame is pointed at and searched.</param>
/// <param name="Label">The short name written on it.</param>
/// <param name="Group">What its colour stands for.</param>
/// <param name="Value">Its size, everything below included.</param>
/// <param name="Children">The frames above it.</param>
public sealed record FlameFrame(string Name, string Label, string Group, double Value, ImmutableArray<FlameFrame> Children);
