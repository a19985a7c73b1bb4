using CompileBench.Benchmarks.Suite.Plan;
using CompileBench.Results.Schema;

namespace CompileBench.Benchmarks.Suite.Output;

/// <summary>What a person sees while the suite runs: plain lines, one for each finished case, each with an honest estimate of the time left.</summary>
internal sealed class SuiteProgress(TextWriter output)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<MeasuredCase, TimeSpan> _expected = [];
    private long _started;
    private int _wanted;
    private int _finished;
    private int _counted;
    private int _toCount;
    private TimeSpan _expectedDone;
    private bool _measuring;

    /// <summary>Prints a line.</summary>
    public void Say(string line)
    {
        lock (_gate)
        {
            output.WriteLine(line);
        }
    }

    /// <summary>Says what is about to be done.</summary>
    public void Begin(SuitePlan plan, int wanted, int missing, string directory)
    {
        _wanted = wanted;
        _finished = wanted - missing;
        Say($"{plan.Modules.Count} modules, {plan.Settings.Count} settings, engine {string.Join(", ", plan.Engines.Select(e => e.Label))}: {wanted} cases{(missing < wanted ? $", {wanted - missing} already measured" : "")}");
        Say($"run {directory}");
    }

    /// <summary>The preflight begins.</summary>
    public void BeginPreflight(int cases)
    {
        _toCount = cases;
        Say($"preflight: compiling each of {cases} cases once under guard");
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

    /// <summary>Measuring begins, with what each case is expected to take.</summary>
    public void BeginMeasuring(IEnumerable<(MeasuredCase Case, TimeSpan OneCompile, MeasuringPlan Plan)> cases)
    {
        foreach (var (one, oneCompile, plan) in cases)
        {
            _expected[one] = plan.Expected(oneCompile);
        }

        _measuring = true;
        _started = System.Diagnostics.Stopwatch.GetTimestamp();
        Say($"measuring {_expected.Count} cases, about {Duration(Total())} after BenchmarkDotNet has built its program");
    }

    /// <summary>A case has ended.</summary>
    public void Finished(CaseRecord record, IReadOnlyList<CaseRecord> records)
    {
        lock (_gate)
        {
            _finished++;
            _expectedDone += _expected.GetValueOrDefault(record.Case);
            output.WriteLine($"[{_finished}/{_wanted}] {CaseLine.FromRecord(record, records)}{Left()}");
        }
    }

    // How much slower or faster than expected it has gone so far is how the rest will go: no better guess is honest.
    private string Left()
    {
        if (!_measuring || _expectedDone <= TimeSpan.Zero)
        {
            return "";
        }

        var left = (Total() - _expectedDone) * (System.Diagnostics.Stopwatch.GetElapsedTime(_started) / _expectedDone);
        return left > TimeSpan.FromSeconds(1) ? $"  about {Duration(left)} left" : "";
    }

    private TimeSpan Total() => _expected.Values.Aggregate(TimeSpan.Zero, (a, b) => a + b);

    private static string Duration(TimeSpan time) =>
        time.TotalSeconds < 1 ? $"{time.TotalMilliseconds:0.#} ms"
        : time.TotalSeconds < 90 ? $"{time.TotalSeconds:0} s"
        : $"{Math.Floor(time.TotalMinutes):0} min {time.Seconds:0} s";
}
