using System.Globalization;
using CompileBench.Modules.Wasm.Editing;
using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Measuring.Reducing;

/// <summary>Counts why candidates were not taken, and describes what is left in the reduced module and why.</summary>
internal sealed class ReductionNotes
{
    // Sections below this share of the module are not described.
    private const double SmallestShare = 0.05;

    private readonly Dictionary<string, (int Failed, int Invalid)> _counts = [];

    /// <summary>Counts a candidate for which the condition does not hold.</summary>
    public void AddFailed(string step) => Add(step, 1, 0);

    /// <summary>Counts a candidate that the engine refuses.</summary>
    public void AddInvalid(string step) => Add(step, 0, 1);

    /// <summary>Describes the sections that make up the module, largest first.</summary>
    /// <param name="module">The reduced module.</param>
    /// <param name="hasEngine">Whether an engine checked candidates.</param>
    /// <param name="outOfTime">Whether the time ran out.</param>
    public IReadOnlyList<string> Describe(byte[] module, bool hasEngine, bool outOfTime) =>
    [
        .. ModuleMap.Create(module).Sections
            .Where(section => section.End - section.Start >= module.Length * SmallestShare)
            .OrderByDescending(section => section.End - section.Start)
            .Select(section => string.Create(
                CultureInfo.InvariantCulture, $"{section.Id.ToString().ToLowerInvariant()} section, {section.End - section.Start:N0} bytes: {Reason(section.Id, hasEngine, outOfTime)}")),
    ];

    private string Reason(SectionId section, bool hasEngine, bool outOfTime)
    {
        var steps = Steps(section);
        var (failed, invalid) = (steps.Sum(step => _counts.GetValueOrDefault(step).Failed), steps.Sum(step => _counts.GetValueOrDefault(step).Invalid));
        var reasons = new List<string>();
        if (outOfTime)
        {
            reasons.Add("the time ran out");
        }

        if (failed > 0)
        {
            reasons.Add(string.Create(CultureInfo.InvariantCulture, $"the condition does not hold for {Candidates(failed)} with less of it"));
        }

        if (invalid > 0)
        {
            reasons.Add(string.Create(CultureInfo.InvariantCulture, $"the engine refuses {Candidates(invalid)}"));
        }

        if (!hasEngine && section is SectionId.Type or SectionId.Code)
        {
            reasons.Add("edits that need an engine to check them were not tried");
        }

        return reasons.Count > 0 ? string.Join("; ", reasons) : "what is left in it is named by other parts of the module";
    }

    private static string Candidates(int count) => count == 1 ? "1 candidate" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} candidates");

    private static string[] Steps(SectionId section) => section switch
    {
        SectionId.Custom => ["custom sections"],
        SectionId.Type => [ReductionSteps.Types, ReductionSteps.Items],
        SectionId.Element => [ReductionSteps.Elements, ReductionSteps.Expressions, ReductionSteps.Items],
        SectionId.Data => [ReductionSteps.Data, ReductionSteps.Expressions, ReductionSteps.Items],
        SectionId.Global or SectionId.Table => [ReductionSteps.Expressions, ReductionSteps.Items],
        SectionId.Code => ["function bodies", ReductionSteps.Instructions, ReductionSteps.Locals, ReductionSteps.Items],
        _ => [ReductionSteps.Items],
    };

    private void Add(string step, int failed, int invalid)
    {
        var (f, i) = _counts.GetValueOrDefault(step);
        _counts[step] = (f + failed, i + invalid);
    }
}
