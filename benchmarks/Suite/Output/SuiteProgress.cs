using System.Diagnostics;
using CompileBench.Benchmarks.Suite.Plan;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Benchmarks.Suite.Output;

/// <summary>What a person sees while the suite runs: plain lines, one for each finished case, each with an honest estimate of the time left.</summary>
internal sealed class SuiteProgress(TextWriter output)
{
    private readonly Lock _gate = new();
    private readonly long _begun = Stopwatch.GetTimestamp();
    private readonly Dictionary<MeasuredCase, TimeSpan> _expected = [];
    private long _started;
    private int _wanted;
    private int _finished;
    private int _counted;
    private int _toCount;
    private TimeSpan _expectedDone;
    private TimeSpan _expectedLeft;
    private int _round;
    private RoundGoal? _goal;

    /// <summary>The time since the run began.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_begun);

    /// <summary>Prints a line.</summary>
    public void Say(string line)
    {
        lock (_gate)
        {
            // Lines quote names from files, such as the host's name of an earlier run.
            output.WriteLine(PlainText.Clean(line));
        }
    }

    /// <summary>Says what is about to be done.</summary>
    public void Begin(SuitePlan plan, int wanted, int missing, string directory)
    {
        _wanted = wanted;
        _finished = wanted - missing;
        Say($"{CountText.Format(plan.Modules.Count, "module")}, {CountText.Format(plan.Settings.Count, "setting")}, engine {string.Join(", ", plan.Engines.Select(e => e.Label))}: {CountText.Format(wanted, "case")}{(missing < wanted ? $", {wanted - missing} already measured" : "")}");
        Say($"run {directory}");
    }

    /// <summary>The preflight begins.</summary>
    public void BeginPreflight(int cases)
    {
        _toCount = cases;
        Say($"preflight: running {(cases == 1 ? "1 case" : $"each of {cases} cases")} once under guard");
    }

    /// <summary>The preflight has compiled a case.</summary>
    public void Counted(MeasuredCase one, TimeSpan time)
    {
        lock (_gate)
        {
            _counted++;
            if (_counted % 10 == 1 || _counted == _toCount)
            {
                output.WriteLine($"preflight {_counted}/{_toCount}: {one.Module} {one.Settings} {Duration(time)}");
            }
        }
    }

    /// <summary>A round begins.</summary>
    /// <param name="round">The round, from 1.</param>
    /// <param name="expected">Its cases with what each is expected to take.</param>
    /// <param name="goal">When the run ends.</param>
    public void BeginRound(int round, IReadOnlyDictionary<MeasuredCase, TimeSpan> expected, RoundGoal goal)
    {
        lock (_gate)
        {
            _expected.Clear();
            foreach (var (one, time) in expected)
            {
                _expected[one] = time;
            }

            (_round, _goal, _finished, _wanted, _expectedDone, _expectedLeft) = (round, goal, 0, expected.Count, TimeSpan.Zero, Total());
            var build = round == 1 ? " after BenchmarkDotNet has built its program" : "";
            var of = goal.Rounds is { } rounds and > 0 ? $" of {(goal.Time is null ? "" : "at most ")}{rounds}" : "";
            output.WriteLine($"measuring round {round}{of}: {CountText.Format(expected.Count, "case")}, about {Duration(Total())}{build}{TimeLeft()}");
        }
    }

    /// <summary>A round is complete: says how far apart the bounds are now.</summary>
    public void RoundEnded(int round, IReadOnlyList<CaseRecord> records) => Say($"round {round} is complete: {WidestBounds.Text(records)}{TimeLeft()}");

    /// <summary>A case has ended.</summary>
    public void Finished(CaseRecord record, IReadOnlyList<CaseRecord> records)
    {
        lock (_gate)
        {
            _finished++;
            var expected = _expected.GetValueOrDefault(record.Case);
            _expectedLeft -= expected;
            if (_finished == 1)
            {
                // The first case of a run ends after BenchmarkDotNet has built its program, which says nothing about the cases that follow.
                _started = Stopwatch.GetTimestamp();
            }
            else
            {
                _expectedDone += expected;
            }

            var place = _round == 0 ? $"[{_finished}/{_wanted}]" : $"[round {_round}, {_finished}/{_wanted}]";
            output.WriteLine($"{place} {CaseLine.FromRecord(record, records)}{Left()}");
        }
    }

    // How much slower or faster than expected it has gone so far is how the rest will go: no better guess is honest.
    private string Left()
    {
        if (_round == 0 || _expectedDone <= TimeSpan.Zero)
        {
            return "";
        }

        var left = _expectedLeft * (Stopwatch.GetElapsedTime(_started) / _expectedDone);
        return left > TimeSpan.FromSeconds(1) ? $"  about {Duration(left)} left in this round" : "";
    }

    private string TimeLeft() => _goal?.Left(Elapsed) is { } left ? $", {Duration(left)} of the run's time left" : "";

    private TimeSpan Total() => _expected.Values.Aggregate(TimeSpan.Zero, (a, b) => a + b);

    private static string Duration(TimeSpan time) =>
        time.TotalSeconds < 1 ? $"{time.TotalMilliseconds:0.#} ms"
        : time.TotalSeconds < 90 ? $"{time.TotalSeconds:0} s"
        : $"{Math.Floor(time.TotalMinutes):0} min {time.Seconds:0} s";
}
