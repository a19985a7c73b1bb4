namespace CompileBench.Reporting.Documents.Ladders.Findings;

/// <summary>A shape as a findings page names it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What a module of it is, in one sentence.</param>
/// <param name="SizeUnit">What its size counts, in the plural.</param>
public sealed record KnownShape(string Name, string Description, string SizeUnit);

/// <summary>A slow compile that somebody reported.</summary>
/// <param name="Reference">The issue, such as <c>wt#4291</c>.</param>
/// <param name="Year">When.</param>
/// <param name="Thread">Where it is discussed.</param>
/// <param name="Reported">The shape as it was reported.</param>
/// <param name="Remark">What a module alone cannot express, or why no shape stands for it; null where nothing is missing.</param>
/// <param name="Shapes">Names of the shapes that make the like of it.</param>
public sealed record ReportedSlowCompile(string Reference, int Year, Uri Thread, string Reported, string? Remark, IReadOnlyList<string> Shapes);

/// <summary>What is known of shapes apart from any run.</summary>
/// <param name="Shapes">Every shape.</param>
/// <param name="Reports">Every report, oldest first.</param>
public sealed record KnownShapes(IReadOnlyList<KnownShape> Shapes, IReadOnlyList<ReportedSlowCompile> Reports);
