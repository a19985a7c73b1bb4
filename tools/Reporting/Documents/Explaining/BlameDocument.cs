using System.Text.Json;
using CompileBench.Analysis.Explanation;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Explaining;

/// <summary>The JSON object that <c>explain --blame --json</c> prints; <c>unit</c> is the unit of all costs.</summary>
public sealed record BlameDocument(
    string Module, string Settings, string Engine, string Unit, string Method, double Total, double? ModuleStartUp, double? OutsideFunctions, IReadOnlyList<BlamedDocument> Functions)
{
    /// <summary>Writes a blame as JSON.</summary>
    /// <param name="blame">The blame.</param>
    /// <param name="predicted">The predicted share of functions in the module's compile time, by index; null where there is no model.</param>
    public static string ToJson(ModuleBlame blame, IReadOnlyDictionary<int, double>? predicted = null) => JsonSerializer.Serialize(
        new BlameDocument(
            blame.Module,
            blame.Settings,
            blame.Engine,
            ExplanationWords.Unit(blame.Unit),
            ExplanationWords.Method(blame.Method),
            blame.Total,
            blame.StartUp,
            blame.OutsideFunctions,
            [
                .. blame.Functions.Select(f => new BlamedDocument(
                    f.Function.Index,
                    f.Function.Name,
                    f.Cost,
                    f.Share,
                    predicted is not null && predicted.TryGetValue(f.Function.Index, out var share) ? share : null,
                    f.OverExpected,
                    f.IsOutOfLine,
                    f.Function.BodyBytes,
                    f.Function.Instructions,
                    f.Function.Locals,
                    f.Function.NestingDepth)),
            ]),
        ExplanationJson.Relaxed.BlameDocument);
}

/// <summary>One function of the module.</summary>
public sealed record BlamedDocument(
    int Index,
    string? Name,
    double Cost,
    double Share,
    double? PredictedShare,
    double? OverExpected,
    bool OutOfLine,
    double BodyBytes,
    double Instructions,
    double Locals,
    double NestingDepth);
