using CompileBench.Analysis.Prediction.Features;
using CompileBench.Results.Schema;
using CompileBench.Results.Schema.Models;

namespace CompileBench.Analysis.Prediction;

/// <summary>The weights of one setting and target, ready to be applied.</summary>
internal sealed class ModelPart
{
    private readonly int[] _places;
    private readonly double[] _weights;
    private readonly double[] _shares;
    private readonly (int Place, double Weight)[] _ofFunctions;
    private readonly CostModelPart _document;

    private ModelPart(CostModelPart document, int[] places)
    {
        (_document, _places) = (document, places);
        _weights = [.. document.Terms.Select(t => t.Weight)];
        _shares = [.. document.Terms.Select(t => t.LargestShare)];
        var modules = CostFeatures.OfModules.Count;
        _ofFunctions = [.. _places.Select((p, i) => (Place: p - modules, Weight: _weights[i])).Where(t => t.Place >= 0 && t.Place < CostFeatures.OfFunctions.Count)];
    }

    /// <summary>The part of a document.</summary>
    /// <exception cref="RecordFormatException">It has a feature that this version does not compute, or a weight that is not above 0.</exception>
    public static ModelPart FromDocument(CostModelPart document)
    {
        int[] places = [.. document.Terms.Select(t => CostFeatures.PlaceOf(t.Feature))];
        return Array.IndexOf(places, -1) is >= 0 and var unknown
            ? throw new RecordFormatException($"feature '{document.Terms[unknown].Feature}' of {document.Settings} is not known: train the model again")
            : document.Terms.Any(t => !(t.Weight > 0 && double.IsFinite(t.Weight)))
                ? throw new RecordFormatException($"a weight of {document.Settings} is not above 0")
                : new ModelPart(document, places);
    }

    /// <summary>The cost of the functions' own terms.</summary>
    /// <param name="features">A function's features in the order of <see cref="CostFeatures.OfFunctions"/>.</param>
    public double OfFunction(ReadOnlySpan<double> features)
    {
        double sum = 0;
        foreach (var (place, weight) in _ofFunctions)
        {
            sum += weight * features[place];
        }

        return sum;
    }

    /// <summary>The prediction.</summary>
    public CostEstimate Estimate(ModuleFeatures features, HostFactor host) =>
        CostEstimate.FromRatios(Total(features) * host.Factor, _document.Ordinary, _document.Unusual, Departure(features), host.Uncertainty);

    /// <summary>The terms whose share of the prediction is far above that of any real training module, each with both shares.</summary>
    public IEnumerable<(CostFeature Feature, double Share, double Largest)> Unusual(ModuleFeatures features)
    {
        var total = Total(features);
        for (var i = 0; i < _places.Length; i++)
        {
            var share = ShareOf(i, features, total);
            if (share > LimitOf(i))
            {
                yield return (CostFeatures.All[_places[i]], share, _shares[i]);
            }
        }
    }

    /// <summary>The place of the largest term in <see cref="CostFeatures.All"/> and its share of the prediction.</summary>
    public (int Place, double Share) Largest(ModuleFeatures features)
    {
        var (best, most) = (0, -1.0);
        for (var i = 0; i < _places.Length; i++)
        {
            var cost = _weights[i] * features.Values[_places[i]];
            (best, most) = cost > most ? (_places[i], cost) : (best, most);
        }

        var total = Total(features);
        return (best, total > 0 ? Math.Max(most, 0) / total : 0);
    }

    // The largest share over its limit: above 1 the composition is unusual.
    private double Departure(ModuleFeatures features)
    {
        var (most, total) = (0.0, Total(features));
        for (var i = 0; i < _places.Length; i++)
        {
            most = Math.Max(most, ShareOf(i, features, total) / LimitOf(i));
        }

        return most;
    }

    private double LimitOf(int term) => Composition.LimitOf(_shares[term]);

    // Of a small module the constant cost may be all there is: the model has seen that, at any share.
    private double ShareOf(int term, ModuleFeatures features, double total) =>
        _places[term] == 0 || total <= 0 ? 0 : _weights[term] * features.Values[_places[term]] / total;

    private double Total(ModuleFeatures features)
    {
        double sum = 0;
        for (var i = 0; i < _places.Length; i++)
        {
            sum += _weights[i] * features.Values[_places[i]];
        }

        return sum;
    }
}
