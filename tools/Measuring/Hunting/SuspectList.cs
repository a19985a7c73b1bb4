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

    private readonly Lock _gate = new();
    private readonly Dictionary<string, double> _tried = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _triedGroups = new(StringComparer.Ordinal);
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
                return _states.Values.Sum();
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

    /// <summary>The fittest elite that rounds have not judged; null where there is none.</summary>
    /// <param name="elites">The elites.</param>
    /// <param name="leastFitness">The fitness from which rounds are worth their time.</param>
    /// <param name="growth">What the findings say.</param>
    /// <param name="withExplained">Whether elites that a finding explains are taken where there are no others.</param>
    public Elite? Next(IEnumerable<Elite> elites, double leastFitness, KnownGrowth growth, bool withExplained)
    {
        // The least law of a setting: what fitness is beyond.
        var law = isComparison ? 0 : 1;
        lock (_gate)
        {
            return elites
                .Where(e => e.Stage == CandidateScreen.Stages && e.Fitness >= leastFitness && (!_tried.TryGetValue(e.Cell, out var before) || e.Fitness > before + MuchBetter))
                .Select(e => (Elite: e, IsExplained: growth.IsExplained(e.Settings, e.Pattern.Repetition, e.Signature, law + e.Fitness)))
                .Where(e => withExplained || !e.IsExplained)
                .OrderBy(e => e.IsExplained)
                .ThenBy(e => _triedGroups.GetValueOrDefault(GroupOf(e.Elite.Settings, e.Elite.Pattern.Repetition, e.Elite.Signature)) / 4)
                .ThenByDescending(e => e.Elite.Fitness)
                .Select(e => e.Elite)
                .FirstOrDefault();
        }
    }

    /// <summary>Notes what rounds said of an elite.</summary>
    /// <param name="elite">The elite.</param>
    /// <param name="slope">The slope or ratio; null where it was not confirmed.</param>
    /// <param name="screened">How many candidates have been screened.</param>
    /// <returns>The known shapes that it grows like and no earlier one did.</returns>
    public IReadOnlyList<string> Add(Elite elite, double? slope, long screened)
    {
        lock (_gate)
        {
            var line = new SuspectLine(elite.Settings, PatternJson.Write(elite.Pattern), elite.Signature, elite.Fitness, slope, slope is null ? SuspectState.NotConfirmed : SuspectState.Waiting, screened);
            var rediscovered = Restore(line);
            journal.Add(line);
            return rediscovered;
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
        if (line.State is SuspectState.NotConfirmed or SuspectState.Waiting)
        {
            _tried[$"{line.Settings} {pattern.Repetition} {line.Signature}"] = line.Fitness;
            var group = GroupOf(line.Settings, pattern.Repetition, line.Signature);
            _triedGroups[group] = _triedGroups.GetValueOrDefault(group) + 1;
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

    // Cells that differ in minor instructions only are tried in turn with others.
    private static string GroupOf(string settings, Repetition repetition, string signature) => $"{settings} {repetition} {signature.Split('+', '/')[0]}";
}
