using CompileBench.Analysis.Scaling.Doubling;
using CompileBench.Engines.Isolation;
using CompileBench.Modules.Generation.Patterns;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Measuring.Hunting;

/// <summary>
/// Everything that a hunt knows: the grid, the suspects, the findings and the counts. It is read back from the run's files when a hunt goes on. Findings
/// and suspects may be added from several threads.
/// </summary>
internal sealed class HuntState : IDisposable
{
    private readonly string _directory;
    private readonly HuntRequest _request;
    private readonly HuntJournal _journal;
    private readonly Lock _gate = new();
    private readonly FindingList _findings = new();

    /// <summary>Reads what earlier sessions left in the run's directory.</summary>
    /// <exception cref="RecordFormatException">A file of the run cannot be read.</exception>
    public HuntState(string directory, HuntRequest request)
    {
        (_directory, _request) = (directory, request);
        if (!HuntJournal.IsIn(directory) && HuntResultsFile.Read(directory) is { Screened: > 0 })
        {
            throw new RecordFormatException($"{directory} has no journal of what was screened: a hunt that was published without it cannot go on; start a new one");
        }

        _journal = HuntJournal.Open(directory);
        Suspects = new SuspectList(_journal, request.Baseline is not null);
        try
        {
            foreach (var line in _journal.Earlier)
            {
                Restore(line);
            }

            _findings.Restore(HuntResultsFile.Read(directory)?.Findings ?? []);
            foreach (var finding in _findings.All)
            {
                Rediscover(finding);
            }
        }
        catch (FormatException e)
        {
            throw new RecordFormatException($"{directory} holds a pattern that cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The grid.</summary>
    public EliteGrid Grid { get; } = new();

    /// <summary>The elites that were measured again.</summary>
    public SuspectList Suspects { get; }

    /// <summary>The counts up to the last batch.</summary>
    public BatchLine Counts { get; private set; } = new(0, 0, null, 0, 0);

    /// <summary>Takes the results of a batch, in the order of the candidates' numbers.</summary>
    /// <param name="batch">The results.</param>
    /// <param name="seconds">The time of all sessions so far.</param>
    /// <param name="screeningSeconds">The time of screening in all sessions so far.</param>
    /// <param name="wallSeconds">Wall time of the compiles of this batch.</param>
    /// <param name="cpuSeconds">CPU time of the compiles of this batch.</param>
    public void Add(IReadOnlyList<ScreenResult> batch, double seconds, double screeningSeconds, double wallSeconds, double cpuSeconds)
    {
        foreach (var result in batch)
        {
            if (Grid.Offer(result, _request.Baseline is not null) is { } elite)
            {
                _journal.Add(elite);
            }
        }

        var refused = batch.Select(r => r.Failure).OfType<Outcome.Rejected>().ToList();
        Counts = new BatchLine(
            Counts.Screened + batch.Count, Counts.Refused + refused.Count, Counts.Refusal ?? refused.FirstOrDefault()?.Reason, seconds, screeningSeconds,
            Counts.WallSeconds + wallSeconds, Counts.CpuSeconds + cpuSeconds);
        _journal.Add(Counts);
    }

    /// <summary>Offers the grid an elite that another one was reduced to.</summary>
    public void Add(Elite elite)
    {
        if (Grid.Offer(elite) is { } added)
        {
            _journal.Add(added);
        }
    }

    /// <summary>Whether a finding like this one is there.</summary>
    public bool HasLike(HuntFinding finding)
    {
        lock (_gate)
        {
            return _findings.HasLike(finding);
        }
    }

    /// <summary>What the findings so far say about other patterns.</summary>
    public KnownGrowth Growth
    {
        get
        {
            lock (_gate)
            {
                return _findings.Growth;
            }
        }
    }

    /// <summary>Adds a finding and writes the file, unless there is one like it.</summary>
    /// <returns>The finding under its name; null where there is one like it.</returns>
    public HuntFinding? Add(HuntFinding finding)
    {
        lock (_gate)
        {
            var added = _findings.Add(finding);
            if (added is not null)
            {
                Rediscover(added);
                HuntResultsFile.Write(_directory, Results());
            }

            return added;
        }
    }

    /// <summary>Writes the counts and the findings at the end of a session.</summary>
    public void Save(double seconds)
    {
        lock (_gate)
        {
            Counts = Counts with { Seconds = seconds };
            _journal.Add(Counts);
            HuntResultsFile.Write(_directory, Results());
        }
    }

    /// <summary>What the hunt found so far.</summary>
    public HuntResults Results() => new()
    {
        Metric = _request.Metric.ToString().ToLowerInvariant(),
        Baseline = _request.Baseline?.Label,
        Screened = Counts.Screened,
        Refused = Counts.Refused,
        Refusal = Counts.Refusal,
        Seconds = Counts.Seconds,
        ScreeningSeconds = Counts.ScreeningSeconds,
        ProcessorShare = Counts.WallSeconds > 0 ? Counts.CpuSeconds / Counts.WallSeconds : null,
        Cells = Grid.All.Count,
        Remeasured = Suspects.Remeasured,
        Confirmed = Suspects.Remeasured - Suspects.Count(SuspectState.NotConfirmed),
        Waiting = Suspects.Count(SuspectState.Waiting),
        Dropped = Suspects.Count(SuspectState.Dropped),
        Duplicates = Suspects.Count(SuspectState.Duplicate),
        Rediscovered = _request.Baseline is null ? Suspects.Rediscovered : [],
        Findings = [.. _findings.All],
    };

    /// <inheritdoc/>
    public void Dispose() => _journal.Dispose();

    // A finding is smaller than the suspect that it was made of, so that it resembles known shapes more, and it has laws under other settings.
    private void Rediscover(HuntFinding finding)
    {
        foreach (var table in finding.Tables.Where(t => t.Slope is not null && t.Growth is nameof(DoublingGrowth.Superlinear) or nameof(DoublingGrowth.Exponential)))
        {
            Suspects.Rediscover(table.Settings, PatternJson.Read(finding.Pattern), table.Slope!.Value);
        }
    }

    private void Restore(HuntLine line)
    {
        if (line.Batch is { } batch)
        {
            Counts = batch;
        }

        if (line.Elite is { } elite)
        {
            Grid.Restore(new Elite(elite.Cell, elite.Settings, PatternJson.Read(elite.Pattern), elite.Stage, elite.Fitness, elite.Size, elite.Signature));
        }

        if (line.Suspect is { } suspect)
        {
            Suspects.Restore(suspect);
        }
    }
}
