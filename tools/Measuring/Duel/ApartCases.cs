using CompileBench.Analysis.Comparison;

namespace CompileBench.Measuring.Duel;

/// <summary>
/// The cases whose engines cannot share a process: the libraries cannot be loaded together, or the case fails in the shared process and not alone.
/// They stay in two processes for the rest of the duel.
/// </summary>
internal sealed class ApartCases
{
    private readonly DuelSetup _setup;
    private readonly Dictionary<ComparedCase, string> _reasons = [];
    private string? _reasonOfAll;

    /// <summary>Begins with what earlier blocks of the duel say.</summary>
    public ApartCases(DuelSetup setup, IEnumerable<PairedBlock> earlier)
    {
        _setup = setup;
        foreach (var block in earlier.Where(b => b is { Apart: not null, IsWhole: true }))
        {
            Add(new ComparedCase(setup.Operation.Name, block.Module, block.Settings), block.Apart!, ofAll: false);
        }
    }

    /// <summary>One sentence per reason for the report.</summary>
    public IReadOnlyList<string> Notes =>
    [
        .. _reasons.GroupBy(r => r.Value).Select(g =>
            $"{_setup.Baseline.Label} and {_setup.Candidate.Label} could not share a process {Where([.. g.Select(r => r.Key)])} ({g.Key}): "
            + "they were measured in two processes, whose ratios scatter more"),
    ];

    /// <summary>Why a case is measured in two processes; null where it is not.</summary>
    public string? ReasonFor(ComparedCase what)
    {
        if (_reasonOfAll is not null)
        {
            _reasons.TryAdd(what, _reasonOfAll);
        }

        return _reasons.GetValueOrDefault(what);
    }

    /// <summary>Keeps a case, or all cases from now on, in two processes.</summary>
    public void Add(ComparedCase what, string reason, bool ofAll)
    {
        _reasons[what] = reason;
        _reasonOfAll ??= ofAll ? reason : null;
    }

    private static string Where(ComparedCase[] cases) => cases.Length == 1
        ? $"for {cases[0].Module} under {cases[0].Settings}"
        : $"for {cases.Length} cases";
}
