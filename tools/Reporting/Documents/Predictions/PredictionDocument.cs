using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CompileBench.Analysis.Prediction;
using CompileBench.Reporting.Documents.Tables;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Predictions;

/// <summary>What a compile under one setting really cost.</summary>
/// <param name="Settings">The settings' name.</param>
/// <param name="Fault">Why it was not compiled; null where it was.</param>
/// <param name="Nanoseconds">CPU time of one warm compile.</param>
/// <param name="AnonymousBytes">Peak anonymous memory that the first compile added; null where it was not measured.</param>
/// <param name="CodeBytes">Bytes of machine code.</param>
public sealed record MeasuredCost(string Settings, string? Fault, double? Nanoseconds, double? AnonymousBytes, double? CodeBytes);

/// <summary>A module and what compiling it is predicted to cost.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Digest">SHA-256 of its bytes, <c>sha256:…</c>.</param>
/// <param name="Prediction">The prediction.</param>
/// <param name="Measured">What it really cost, by setting; empty where it was not compiled.</param>
public sealed record PredictedModule(string Name, string Digest, ModulePrediction Prediction, IReadOnlyList<MeasuredCost> Measured);

/// <summary>What <c>predict</c> prints.</summary>
/// <param name="Engine">The engine's label.</param>
/// <param name="IsCalibrated">Whether times are those of this host; otherwise of the machine that the model was trained on.</param>
/// <param name="Modules">The modules.</param>
public sealed record PredictionDocument(string Engine, bool IsCalibrated, IReadOnlyList<PredictedModule> Modules)
{
    /// <summary>The document as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, PredictionContext.Default.PredictionDocument);

    /// <summary>The document as tables.</summary>
    public TextDocument ToText()
    {
        var text = new TextDocument();
        foreach (var module in Modules)
        {
            text.Add(Headline(module));
            text.Add(Costs(module));
            AddReasons(text, module);
            AddFunctions(text, module);
        }

        if (Modules.Count > 0)
        {
            text.Add(LastLine());
        }

        return text;
    }

    private string Headline(PredictedModule module)
    {
        var times = module.Prediction.Settings.Where(s => s.Nanoseconds is not null).ToList();
        var fastest = times.MinBy(s => s.Nanoseconds!.Value);
        var first = times.FirstOrDefault();
        var answer = first is null ? "" : $"compiles in about {DurationText.Format(first.Nanoseconds!.Value)} under {first.Settings}"
            + (fastest == first ? "; " : $", in about {DurationText.Format(fastest!.Nanoseconds!.Value)} under {fastest.Settings}, the fastest of {times.Count}; ");
        return string.Create(CultureInfo.InvariantCulture, $"{module.Name}: {answer}{module.Prediction.Bytes:N0} bytes, {CountText.Format(module.Prediction.Functions, "function")}, Wasmtime {Engine}{(IsCalibrated ? "" : ", times of the machine of the training runs")}");
    }

    private string LastLine()
    {
        var held = Modules.SelectMany(m => m.Measured.SelectMany(real => Held(m.Prediction.Settings.First(s => s.Settings == real.Settings), real))).ToList();
        return held.Count == 0
            ? "Is the prediction right? --check compiles as well and shows both."
            : $"{held.Count(h => h)} of {CountText.Format(held.Count, "measured value")} {(held.Count == 1 ? "is" : "are")} within {(held.Count == 1 ? "its" : "their")} 90% interval{(held.Count == 1 ? "" : "s")}.";
    }

    private static IEnumerable<bool> Held(SettingPrediction predicted, MeasuredCost real) =>
        new[] { (predicted.Nanoseconds, real.Nanoseconds), (predicted.AnonymousBytes, real.AnonymousBytes), (predicted.CodeBytes, real.CodeBytes) }
            .Where(p => p is { Item1: not null, Item2: not null })
            .Select(p => p.Item2 >= p.Item1!.Lower90 && p.Item2 <= p.Item1.Upper90);

    private static TextTable Costs(PredictedModule module)
    {
        string[] measured = module.Measured.Count > 0 ? [">measured"] : [];
        var table = new TextTable(["settings", ">time", ">90% interval", .. measured, ">memory", ">90% interval", .. measured, ">code", ">90% interval", .. measured]) { Continues = true };
        foreach (var prediction in module.Prediction.Settings)
        {
            var real = module.Measured.FirstOrDefault(m => m.Settings == prediction.Settings);
            table.AddRow(
            [
                prediction.Settings,
                .. Cells(prediction.Nanoseconds, n => DurationText.Format(n), real is null ? null : real.Fault ?? DurationText.Format(real.Nanoseconds)),
                .. Cells(prediction.AnonymousBytes, b => ByteSizeText.Format(b), real is null ? null : ByteSizeText.Format(real.AnonymousBytes)),
                .. Cells(prediction.CodeBytes, b => ByteSizeText.Format(b), real is null ? null : ByteSizeText.Format(real.CodeBytes)),
            ]);
        }

        return table;
    }

    private static IEnumerable<TextCell> Cells(CostEstimate? estimate, Func<double, string> format, string? measured)
    {
        TextCell[] cells = estimate is null ? [NotAvailable.Text, ""] : [format(estimate.Value), $"{format(estimate.Lower90)} to {format(estimate.Upper90)}"];
        return measured is null ? cells : [.. cells, measured];
    }

    private static void AddReasons(TextDocument text, PredictedModule module)
    {
        foreach (var reason in module.Prediction.Settings.Where(s => s.Dominant is not null).GroupBy(s => s.Dominant!.Describe()))
        {
            text.Add($"largest part of the time under {string.Join(", ", reason.Select(s => s.Settings))}: {reason.Key}");
        }

        foreach (var warning in module.Prediction.Settings.SelectMany(s => s.Warnings.Select(w => (s.Settings, Warning: w))).GroupBy(w => w.Warning))
        {
            text.Add($"warning: {warning.Key} ({string.Join(", ", warning.Select(w => w.Settings))})");
        }
    }

    private static void AddFunctions(TextDocument text, PredictedModule module)
    {
        if (module.Prediction.Settings.FirstOrDefault(s => s.Heaviest.Count > 0) is not { } first)
        {
            return;
        }

        var table = new TextTable("function", ">time", ">share") { Title = $"heaviest functions, {first.Settings}" };
        foreach (var function in first.Heaviest)
        {
            table.AddRow(function.Function.ToString(), DurationText.Format(function.Nanoseconds), PercentText.Format(function.Share));
        }

        text.Add(table);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(PredictionDocument))]
internal sealed partial class PredictionContext : JsonSerializerContext;
