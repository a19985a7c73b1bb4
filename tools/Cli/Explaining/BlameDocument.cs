using System.Text.Json;
using CompileBench.Measuring.Explaining.Blame;
using CompileBench.Modules.Profiling;

namespace CompileBench.Cli.Explaining;

/// <summary>What <c>explain --blame --json</c> prints; costs in the unit it names, instructions or nanoseconds.</summary>
internal sealed record BlameDocument(
    string Module, string Settings, string Engine, string Unit, string Method, double Total, double? OutsideFunctions, IReadOnlyList<BlamedDocument> Functions)
{
    public static BlameDocument Of(ModuleBlame blame) => new(
        blame.Module,
        blame.Settings,
        blame.Engine,
        BlameWords.Unit(blame.Unit),
        blame.Method,
        blame.Total,
        blame.OutsideFunctions,
        [
            .. blame.Functions.Select(f => new BlamedDocument(
                f.Profile.Index,
                f.Profile.Name,
                f.Cost,
                f.Share,
                f.OverExpected,
                f.IsOutOfLine,
                f.Profile[FunctionMetrics.BodyBytes],
                f.Profile[FunctionMetrics.Instructions],
                f.Profile[FunctionMetrics.Locals],
                f.Profile[FunctionMetrics.NestingDepth])),
        ]);

    public string ToJson() => JsonSerializer.Serialize(this, ExplainJson.Relaxed.BlameDocument);
}

/// <summary>One function of the module.</summary>
internal sealed record BlamedDocument(
    int Index,
    string? Name,
    double Cost,
    double Share,
    double? OverExpected,
    bool OutOfLine,
    double BodyBytes,
    double Instructions,
    double Locals,
    double NestingDepth);

/// <summary>Words for units.</summary>
internal static class BlameWords
{
    public static string Unit(BlameUnit unit) => unit == BlameUnit.Instructions ? "instructions" : "nanoseconds";
}
