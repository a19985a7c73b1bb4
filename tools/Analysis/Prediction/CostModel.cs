using CompileBench.Analysis.Prediction.Features;
using CompileBench.Modules.Profiling;
using CompileBench.Modules.Wasm.Reading;
using CompileBench.Results.Schema;
using CompileBench.Results.Schema.Models;

namespace CompileBench.Analysis.Prediction;

/// <summary>
/// Predicts what compiling a module costs. A module's cost is a sum of features with weights above 0, so that a module with one more function never
/// costs less. Immutable and thread-safe.
/// </summary>
public sealed class CostModel
{
    // Names are kept of the largest functions only, so that memory does not grow with what a module claims.
    private const int NamedFunctions = 64;

    private readonly IReadOnlyList<(string Settings, CostTarget Target, ModelPart Part)> _parts;

    private CostModel(CostModelDocument document)
    {
        Document = document;
        Settings = [.. document.Parts.Select(p => p.Settings).Distinct()];
        _parts =
        [
            .. document.Parts.Select(p => (
                p.Settings,
                CostTargets.All.Cast<CostTarget?>().FirstOrDefault(t => t!.Value.Name() == p.Target) ?? throw new RecordFormatException($"'{p.Target}' is not a target of this version: train the model again"),
                ModelPart.FromDocument(p))),
        ];
    }

    /// <summary>The document that the model was made from.</summary>
    public CostModelDocument Document { get; }

    /// <summary>The settings that the model predicts, in the document's order.</summary>
    public IReadOnlyList<string> Settings { get; }

    /// <summary>The model of a document.</summary>
    /// <exception cref="RecordFormatException">The document has features or targets that this version does not know.</exception>
    public static CostModel FromDocument(CostModelDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return new CostModel(document);
    }

    /// <summary>Predicts a module's costs under some settings.</summary>
    /// <param name="module">The module's bytes.</param>
    /// <param name="settings">The settings' names; null for all that the model has.</param>
    /// <param name="host">How fast the host is under a setting; null for the machine of the training runs.</param>
    /// <param name="heaviest">How many of the heaviest functions are named, from 0 to 1000.</param>
    /// <exception cref="WasmDecodeException">The bytes are malformed.</exception>
    /// <exception cref="ArgumentException">The model does not have one of the settings.</exception>
    public ModulePrediction Predict(ReadOnlySpan<byte> module, IReadOnlyList<string>? settings = null, Func<string, HostFactor>? host = null, int heaviest = 5)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(heaviest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(heaviest, 1000);
        var wanted = settings ?? Settings;
        if (wanted.FirstOrDefault(s => !Settings.Contains(s)) is { } unknown)
        {
            throw new ArgumentException($"the model of engine {Document.Engine} has no settings '{unknown}'", nameof(settings));
        }

        var ranks = wanted.Select(s => new FunctionRank(Part(s, CostTarget.Time), heaviest)).ToArray();
        var options = new ProfileOptions { HeaviestFunctions = Math.Max(NamedFunctions, heaviest) };
        var features = ModuleFeatures.Read(
            module,
            (function, values) =>
            {
                foreach (var rank in ranks)
                {
                    rank.Offer(function, values);
                }
            },
            options,
            out var profile);
        var names = profile.Heaviest.ToDictionary(f => f.Index, f => f.Name);
        return new ModulePrediction(
            module.Length,
            (long)profile[ModuleMetrics.FunctionCount],
            [.. wanted.Select((s, i) => Predict(s, features, names, ranks[i], host?.Invoke(s) ?? HostFactor.One))]);
    }

    /// <summary>Predicts one cost of a module from its features, on the machine of the training runs; null where the model has no such part.</summary>
    /// <param name="features">The module's features.</param>
    /// <param name="settings">The settings' name.</param>
    /// <param name="target">What is predicted.</param>
    public CostEstimate? Estimate(ModuleFeatures features, string settings, CostTarget target) => Part(settings, target)?.Estimate(features, HostFactor.One);

    private SettingPrediction Predict(string settings, ModuleFeatures features, Dictionary<int, string?> names, FunctionRank rank, HostFactor host)
    {
        var time = Part(settings, CostTarget.Time);
        var estimate = time?.Estimate(features, host);
        return new SettingPrediction(
            settings,
            estimate,
            Part(settings, CostTarget.Memory)?.Estimate(features, HostFactor.One),
            Part(settings, CostTarget.Code)?.Estimate(features, HostFactor.One),
            [.. rank.Heaviest().Select(f => new FunctionPrediction(new FunctionReference(f.Function, names.GetValueOrDefault(f.Function)), f.Cost * host.Factor, Share(f.Cost * host.Factor, estimate)))],
            time is null ? null : Dominant(time, features, names),
            [.. Warnings(time, features)]);
    }

    private static double Share(double cost, CostEstimate? estimate) => estimate is { Value: > 0 } ? cost / estimate.Value : 0;

    private static DominantTerm Dominant(ModelPart part, ModuleFeatures features, Dictionary<int, string?> names)
    {
        var (place, share) = part.Largest(features);
        var feature = CostFeatures.All[place];
        var counted = feature.Measure is { } measure && CostFeatures.PlaceOf(measure.Name) is >= 0 and var count ? count : place;
        var function = feature.Scope == FeatureScope.Module || features.LargestFunction(place) < 0 || features.LargestValue(place) * 2 <= features.Values[place]
            ? null
            : new FunctionReference(features.LargestFunction(place), names.GetValueOrDefault(features.LargestFunction(place)));
        return new DominantTerm(feature.Name, feature.Words, share, features.Values[counted], function);
    }

    private IEnumerable<string> Warnings(ModelPart? part, ModuleFeatures features)
    {
        foreach (var (feature, share, largest) in part?.Unusual(features) ?? [])
        {
            yield return string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{share * 100:0}% of the predicted time comes from {feature.Words}; in real training modules it was at most {largest * 100:0}%, so the intervals are wider than those of real modules");
        }

        for (var i = 0; i < CostFeatures.All.Count; i++)
        {
            var feature = CostFeatures.All[i];
            var isCount = feature.Growth == FeatureGrowth.Linear && feature.Scope != FeatureScope.Sum;
            if (isCount && features.Values[i] > Document.Seen.GetValueOrDefault(feature.Name))
            {
                var where = feature.Scope == FeatureScope.Largest ? $"function {features.LargestFunction(i)} has" : "the module has";
                yield return string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"{where} {features.Values[i]:N0} {feature.Words}; the largest number in training was {Document.Seen.GetValueOrDefault(feature.Name):N0}");
            }
        }
    }

    private ModelPart? Part(string settings, CostTarget target) => _parts.FirstOrDefault(p => p.Settings == settings && p.Target == target).Part;

    /// <summary>Keeps the functions of the longest predicted times.</summary>
    private sealed class FunctionRank(ModelPart? part, int most)
    {
        private readonly PriorityQueue<int, double> _kept = new();

        public void Offer(int function, ReadOnlySpan<double> features)
        {
            if (part is null || most == 0)
            {
                return;
            }

            var cost = part.OfFunction(features);
            if (_kept.Count < most)
            {
                _kept.Enqueue(function, cost);
            }
            else if (_kept.TryPeek(out _, out var least) && cost > least)
            {
                _kept.EnqueueDequeue(function, cost);
            }
        }

        public IReadOnlyList<(int Function, double Cost)> Heaviest() => [.. _kept.UnorderedItems.Select(i => (i.Element, i.Priority)).OrderByDescending(f => f.Priority).ThenBy(f => f.Element)];
    }
}
