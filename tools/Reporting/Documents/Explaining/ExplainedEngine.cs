namespace CompileBench.Reporting.Documents.Explaining;

/// <summary>An engine as the pages name it.</summary>
/// <param name="Label">Its label.</param>
/// <param name="Digest">The digest of its library.</param>
public sealed record ExplainedEngine(string Label, string Digest);
