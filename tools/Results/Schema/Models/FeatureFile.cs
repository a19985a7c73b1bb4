namespace CompileBench.Results.Schema.Models;

/// <summary>A run's <c>features.json</c>: the features of its modules, so that models can be trained without the modules.</summary>
public sealed record FeatureFile
{
    /// <summary>The version of the schema that this tool writes.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The schema the document is written in.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>The names of the features, in the order of the values.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>The modules.</summary>
    public required IReadOnlyList<FeatureRow> Modules { get; init; }
}

/// <summary>The features of one module.</summary>
/// <param name="Digest">SHA-256 of the module's bytes, <c>sha256:…</c>.</param>
/// <param name="Sketch">The smallest hashes of its function bodies, which show the functions that two modules share.</param>
/// <param name="Places">The places of the features that are not 0.</param>
/// <param name="Values">Their values.</param>
public sealed record FeatureRow(string Digest, IReadOnlyList<long> Sketch, IReadOnlyList<int> Places, IReadOnlyList<double> Values);
