using CompileBench.Analysis.Prediction.Features;
using CompileBench.Results.Schema.Models;

namespace CompileBench.Embedding.Tests;

/// <summary>Models for tests.</summary>
internal static class Models
{
    /// <summary>A model that gives every feature a weight, so that no feature escapes a test.</summary>
    public static CompileCostModel OfEveryFeature { get; } = CompileCostModel.FromDocument(new CostModelDocument
    {
        Engine = "1.0.0",
        EngineDigest = "sha256:0",
        Runs = [],
        Parts = [.. new[] { "time", "memory", "code" }.Select(target => new CostModelPart("every", target, 1, [.. CostFeatures.All.Select(Term)], Ratios, Ratios))],
        Seen = new Dictionary<string, double>(),
        Calibration = [],
    });

    private static CostRatios Ratios => new(0.8, 0.9, 1.1, 1.2);

    private static CostModelTerm Term(CostFeature feature, int place) => new(feature.Name, 1 + (place % 7), 1);
}
