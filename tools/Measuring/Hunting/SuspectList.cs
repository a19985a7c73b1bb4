using CompileBench.Modules.Generation.Patterns;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Hunting;

/// <summary>The elites that were measured again in rounds, and what became of them. Safe for several threads.</summary>
/// <param name="journal">Where changes are noted.</param>
/// <param name="isComparison">Whether two engines are compared, so that a slope is the ratio of them.</param>
internal sealed class SuspectList(HuntJournal journal, bool isComparison)
{
    // An elite of a cell that was measured again is measured once more only where it became this much better.
    private const double MuchBetter = 0.15;

    // So many elites of one group, and of one setting, come before those of others.
    private const int TogetherOfGroup = 2;
    private const int TogetherOfSettings = 8;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, double> _tried = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _triedGroups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _triedSettings = new(StringComparer.Ordinal);
    private readonly List<Suspect> _waiting = [];
    private readonly List<string> _taken = [];
    private readonly Dictionary<SuspectState, int> _states = [];

    private readonly RediscoveredShapes _rediscovered = new();

    /// <summary>The known shapes that confirmed elites grow like.</summary>
    public IReadOnlyList<HuntRediscovery> Rediscovered
    {
        get
        {
            lock (_gate)
            {
                return _rediscovered.All;
            }
        }
    }

    /// <summary>How many were measured again.</summary>
    public int Remeasured
    {
        get
        {
            lock (_gate)
            {
                return _states.Values.Sum() - _states.GetValueOrDefault(SuspectState.Known);
            }
        }
    }

    /// <summary>How many are in a state.</summary>
    public int Count(SuspectState state)
    {
        lock (_gate)
        {
            return _states.GetValueOrDefault(state);
        }
    }

    /// <summary>
    /// The elite to be measured again next; null where there is none. Settings and groups of cells come in turn. Of the others every second time the simplest one
    /// comes first, which explains many others, and every second time the fittest.
    /// </summary>
    /// <param name="elites">The elites.</param>
    /// <param name="leastFitness">The fitness from which rounds are worth their time.</param>
    /// <param name="growth">What the findings say.</param>
    /// <param name="withExplained">Whether elites that a finding explains are taken where there are no others.</param>
    /// <param name="simplest">Whether the simplest one comes first.</param>
    public Elite? Next(IEnumerable<Elite> elites, double leastFitness, KnownGrowth growth, bool withExplained, bool simplest)
    {
        // The least law of a setting: what fitness is beyond.
        var law = isComparison ? 0 : 1;
        lock (_gate)
        {
            return elites
                .Where(e => e.Stage == CandidateScreen.Stages && e.Fitness >= leastFitness && !IsTried(e))
                .Select(e => (Elite: e, IsExplained: growth.IsExplained(e.Settings, e.Pattern.Repetition, e.Signature, law + e.Fitness)))
                .Where(e => withExplained || !e.IsExplained)
                .OrderBy(e => e.IsExplained)
                .ThenBy(e => _triedSettings.GetValueOrDefault(e.Elite.Settings) / TogetherOfSettings)
                .ThenBy(e => _triedGroups.GetValueOrDefault(GroupOf(e.Elite.Settings, e.Elite.Pattern.Repetition, e.Elite.Signature)) / TogetherOfGroup)
                .ThenBy(e => simplest ? e.Elite.Signature.Count(c => c == '+') : 0)
                .ThenByDescending(e => e.Elite.Fitness)
                .Select(e => e.Elite)
                .FirstOrDefault();
        }
    }

    /// <summary>Whether rounds judged an elite of this cell that was hardly worse.</summary>
    public bool HasTried(Elite elite)
    {
        lock (_gate)
        {
            return IsTried(elite);
        }
    }

    /// <summary>Notes that an elite was reduced to one that rounds judged before.</summary>
    /// <param name="elite">The elite.</param>
    /// <param name="reduced">What it was reduced to.</param>
    public void AddKnown(Elite elite, Elite reduced)
    {
        lock (_gate)
        {
            Note(new SuspectLine(elite.Settings, PatternJson.Write(reduced.Pattern), reduced.Signature, elite.Fitness, null, SuspectState.Known, null, elite.Cell));
        }
    }

    /// <summary>Notes what rounds said of an elite.</summary>
    /// <param name="elite">The elite.</param>
    /// <param name="reduced">What it was reduced to, which rounds measured; the elite itself where nothing was taken off.</param>
    /// <param name="slope">The slope or ratio; null where it was not confirmed.</param>
    /// <param name="screened">How many candidates have been screened.</param>
    /// <returns>The known shapes that it grows like and no earlier one did.</returns>
    public IReadOnlyList<string> Add(Elite elite, Elite reduced, double? slope, long screened)
    {
        lock (_gate)
        {
            return Note(new SuspectLine(
                elite.Settings, PatternJson.Write(reduced.Pattern), reduced.Signature, elite.Fitness, slope, slope is null ? SuspectState.NotConfirmed : SuspectState.Waiting, screened,
                reduced.Cell == elite.Cell ? null : elite.Cell));
        }
    }

    /// <summary>Notes that a pattern grows under settings, as a finding says of those that it was not found under as well.</summary>
    public void Rediscover(string settings, Pattern pattern, double slope)
    {
        lock (_gate)
        {
            _ = isComparison ? [] : _rediscovered.Add(settings, pattern, slope, null);
        }
    }

    /// <summary>
    /// Takes the suspect to be reduced next: of those that no finding explains, and that are least like one that was taken before, the steepest; null where
    /// none waits.
    /// </summary>
    /// <param name="growth">What the findings say.</param>
    /// <param name="withExplained">Whether suspects that a finding explains are taken where there are no others.</param>
    public Suspect? Take(KnownGrowth growth, bool withExplained)
    {
        lock (_gate)
        {
            var next = _waiting
                .Select(s => (Suspect: s, IsExplained: growth.IsExplained(s.Settings, s.Pattern.Repetition, s.Signature, isComparison ? Math.Log2(s.Slope) : s.Slope)))
                .Where(s => withExplained || !s.IsExplained)
                .OrderBy(s => s.IsExplained)
                .ThenBy(s => _taken.Count(t => t == GroupOf(s.Suspect.Settings, s.Suspect.Pattern.Repetition, s.Suspect.Signature)))
                .ThenByDescending(s => s.Suspect.Slope)
                .Select(s => s.Suspect)
                .FirstOrDefault();
            if (next is not null)
            {
                _waiting.Remove(next);
                _taken.Add(GroupOf(next.Settings, next.Pattern.Repetition, next.Signature));
            }

            return next;
        }
    }

    /// <summary>Notes what became of a suspect.</summary>
    public void Settle(Suspect suspect, SuspectState state)
    {
        lock (_gate)
        {
            var line = suspect.ToLine(state);
            Restore(line);
            journal.Add(line);
        }
    }

    /// <summary>Takes up a line of an earlier session.</summary>
    /// <returns>The known shapes that it grows like and no earlier one did.</returns>
    public IReadOnlyList<string> Restore(SuspectLine line)
    {
        var pattern = PatternJson.Read(line.Pattern);
        if (line.State is SuspectState.NotConfirmed or SuspectState.Waiting or SuspectState.Known)
        {
            NoteTried(line, EliteGrid.CellOf(line.Settings, pattern.Repetition, line.Signature), GroupOf(line.Settings, pattern.Repetition, line.Signature));
        }
        else
        {
            _states[SuspectState.Waiting] = _states.GetValueOrDefault(SuspectState.Waiting) - 1;
            _waiting.RemoveAll(s => s.Settings == line.Settings && s.Pattern.Equals(pattern));
        }

        _states[line.State] = _states.GetValueOrDefault(line.State) + 1;
        if (line.State != SuspectState.Waiting)
        {
            return [];
        }

        _waiting.Add(new Suspect(line.Settings, pattern, line.Signature, line.Fitness, line.Slope ?? 0));
        return isComparison ? [] : _rediscovered.Add(line.Settings, pattern, line.Slope ?? 0, line.Screened);
    }

    private IReadOnlyList<string> Note(SuspectLine line)
    {
        var rediscovered = Restore(line);
        journal.Add(line);
        return rediscovered;
    }

    private void NoteTried(SuspectLine line, string cell, string group)
    {
        _tried[cell] = Math.Max(_tried.GetValueOrDefault(cell), line.Fitness);
        _triedGroups[group] = _triedGroups.GetValueOrDefault(group) + 1;
        _triedSettings[line.Settings] = _triedSettings.GetValueOrDefault(line.Settings) + 1;
        if (line.From is { } from)
        {
            _tried[from] = Math.Max(_tried.GetValueOrDefault(from), line.Fitness);
        }
    }

    private bool IsTried(Elite elite) => _tried.TryGetValue(elite.Cell, out var before) && elite.Fitness <= before + MuchBetter;

    // Cells that differ in minor instructions only are tried in turn with others.
    private static string GroupOf(string settings, Repetition repetition, string signature) => $"{settings} {repetition} {signature.Split('+', '/')[0]}";
}
