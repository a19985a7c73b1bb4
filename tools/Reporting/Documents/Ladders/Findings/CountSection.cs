using System.Text;
using CompileBench.Analysis.Scaling.Growth;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Ladders.Findings;

/// <summary>The part of the findings about ladders whose instructions were counted: exact on any machine, and the only ones under knobs.</summary>
internal sealed class CountSection
{
    private readonly CountedLadders? _counted;
    private readonly IReadOnlyList<InstructionLaw> _laws;

    /// <summary>Takes the counts.</summary>
    /// <param name="counted">The counts; null for none.</param>
    /// <param name="known">What is known of shapes, in whose order they are listed.</param>
    public CountSection(CountedLadders? counted, KnownShapes known)
    {
        _counted = counted;
        _laws = counted is null ? [] : [.. counted.Laws.OrderBy(l => known.Shapes.TakeWhile(s => s.Name != l.Shape).Count())];
    }

    /// <summary>Where the counts come from; null where there are none.</summary>
    public string? Source => _counted is null ? null : $"the counts of {_counted.RunWords} (instructions)";

    /// <summary>How a shape grows under settings with knobs, to follow what it does without them; empty where none was counted.</summary>
    public string UnderKnobs(string shape) =>
        string.Concat(_laws.Where(l => l.Shape == shape && KnobNames.InName(l.Settings).Count > 0).Select(l => $"; by instructions under {MarkdownText.Name(l.Settings)}: {LadderWords.Law(l.Growth)}"));

    /// <summary>Writes the section; nothing where there are no counts.</summary>
    /// <param name="text">Where to write.</param>
    /// <param name="times">The laws of time, which are shown beside those of instructions.</param>
    public void Append(StringBuilder text, IEnumerable<LadderLaw> times)
    {
        if (_laws.Count == 0)
        {
            return;
        }

        var byTime = times.ToDictionary(l => (l.Shape, l.Settings), l => l.Time);
        var open = _laws.Where(l => byTime.GetValueOrDefault((l.Shape, l.Settings))?.Verdict == GrowthVerdict.Open).ToList();
        text.Line("## Counted ladders").Line().Line(CountTable.Introduction).Line();
        if (open.Count > 0)
        {
            text.Line($"Of {RunCaption.Count(open.Count, "counted law")} that times leave open, instructions settle {open.Count(l => l.Growth.Verdict != GrowthVerdict.Open)}.").Line();
        }

        CountTable.Append(text, _laws, byTime);
    }
}
