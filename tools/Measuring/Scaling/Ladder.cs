using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Modules.Generation.Ladders;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Scaling;

/// <summary>One shape under one setting of one engine while it is grown and measured.</summary>
internal sealed class Ladder(LadderShape shape, CompilerSettings settings, EngineBuild engine)
{
    private readonly List<Rung> _rungs = [];
    private readonly List<TriedSize> _tried = [];
    private LadderEnd? _end;
    private int _largestTried;

    /// <summary>The settings.</summary>
    public CompilerSettings Settings => settings;

    /// <summary>The engine.</summary>
    public EngineBuild Engine => engine;

    /// <summary>The sizes tried now, smallest first.</summary>
    public IReadOnlyList<Rung> Rungs => _rungs;

    /// <summary>Sizes that gave a time, those of an earlier part of the run included, smallest first.</summary>
    public IReadOnlyList<TriedSize> Tried => _tried;

    /// <summary>Why it grows no further; null while it may.</summary>
    public LadderEnd? End => _end;

    /// <summary>How far it was grown.</summary>
    public LadderExtent Extent => new(shape.Name, settings.Name, engine.Label, _largestTried, _end!.Value);

    /// <summary>Takes up sizes that an earlier part of the run finished.</summary>
    public void TakeUp(IEnumerable<(int Size, CaseRecord Record)> earlier)
    {
        foreach (var (size, record) in earlier.OrderBy(r => r.Size))
        {
            _largestTried = size;
            if (record.Outcome == OutcomeKind.Completed && record.Samples.Count > 0)
            {
                _tried.Add(new TriedSize(size, TimeSpan.FromMicroseconds(record.Samples.Min(s => s.NanosecondsPerOperation) / 1e3)));
            }
            else
            {
                EndAs(EndOf(record.Outcome));
            }
        }
    }

    /// <summary>The smallest size that was stopped for time, of those tried now; null for none.</summary>
    public int? SmallestTimedOut => _rungs.FirstOrDefault(r => r.Outcome.Kind == OutcomeKind.TimedOut)?.Size;

    /// <summary>Takes a size that was just tried; ends the ladder where it did not compile. A ladder that has ended keeps its end.</summary>
    public void Add(Rung rung)
    {
        _rungs.Insert(_rungs.Count(r => r.Size < rung.Size), rung);
        _largestTried = Math.Max(_largestTried, rung.Size);
        if (rung.ExploredTime is { } time)
        {
            _tried.Insert(_tried.Count(t => t.Size < rung.Size), new TriedSize(rung.Size, time));
        }
        else if (_end is null)
        {
            EndAs(EndOf(rung.Outcome.Kind));
        }
    }

    /// <summary>Ends it.</summary>
    public void EndAs(LadderEnd end) => _end = end;

    /// <summary>The end of a ladder whose largest size ended so.</summary>
    public static LadderEnd EndOf(OutcomeKind outcome) => outcome switch
    {
        OutcomeKind.TimedOut => LadderEnd.Budget,
        OutcomeKind.OutOfMemory => LadderEnd.MemoryLimit,
        OutcomeKind.Crashed => LadderEnd.Crashed,
        _ => LadderEnd.Refused,
    };
}
