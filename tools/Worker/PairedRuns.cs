using System.Diagnostics;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;

namespace CompileBench.Worker;

/// <summary>
/// Measures a series of pairs of two engines in this process. Both run in turn within the same milliseconds, so that a change of the machine's speed
/// meets both; between two processes it does not.
/// </summary>
internal sealed class PairedRuns(WorkerRequest request, PairSeries series, PreparedOperation baseline, PreparedOperation candidate, bool parallel, AnswerPipe answers)
{
    // The second compile of a short module is still a few per cent slower than later ones. Longer ones do not show it, and it would cost them much.
    private static readonly TimeSpan ShortRun = TimeSpan.FromMilliseconds(50);

    private const int MostRunsPerSample = 1000;

    private readonly ArtifactSummary?[] _artifacts = new ArtifactSummary?[2];

    /// <summary>Measures the series and answers it.</summary>
    public void Run()
    {
        if (RunUntimed(series.CandidateFirst[0]) is not { } pair)
        {
            return;
        }

        var runs = (int)Math.Clamp(series.Nanoseconds / series.CandidateFirst.Count / Math.Max(1, pair), 1, MostRunsPerSample);
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < series.CandidateFirst.Count && IsDue(i, Stopwatch.GetElapsedTime(start).TotalNanoseconds); i++)
        {
            var first = series.CandidateFirst[i];
            if (!Sample(first, runs) || !Sample(!first, runs))
            {
                return;
            }
        }

        answers.Send(new WorkerAnswer { Id = request.Id, Kind = AnswerKind.Done, Artifact = _artifacts[0], CandidateArtifact = _artifacts[1] });
    }

    // An odd pair gets its counterpart, so that both engines go first equally often, unless that would take much longer than the series should.
    private bool IsDue(int done, double elapsed) =>
        done == 0 || elapsed < series.Nanoseconds || (done % 2 == 1 && elapsed * (done + 1) / done < 1.5 * series.Nanoseconds);

    // Nanoseconds of one run of both engines; null where one failed.
    private long? RunUntimed(bool candidateFirst)
    {
        if (UntimedPair(candidateFirst, request.Summarize) is not { } pair)
        {
            return null;
        }

        return pair < 2 * ShortRun.TotalNanoseconds ? UntimedPair(!candidateFirst, summarize: false) : pair;
    }

    private long? UntimedPair(bool candidateFirst, bool summarize) =>
        Untimed(candidateFirst, summarize) is { } first && Untimed(!candidateFirst, summarize) is { } second ? first + second : null;

    private long? Untimed(bool byCandidate, bool summarize)
    {
        if (Once(byCandidate, summarize) is not { } run)
        {
            return null;
        }

        // The deadline is that of one run: the owner begins to count anew.
        answers.SendSoon(new WorkerAnswer { Id = request.Id, Kind = AnswerKind.Prepared });
        return run.Nanoseconds;
    }

    private bool Sample(bool byCandidate, int runs)
    {
        var (wall, cpu) = (0L, (long?)0);
        for (var i = 0; i < runs; i++)
        {
            if (Once(byCandidate, summarize: false) is not { } run)
            {
                return false;
            }

            (wall, cpu) = (wall + run.Nanoseconds, cpu + run.CpuNanoseconds);
        }

        answers.SendSoon(new WorkerAnswer { Id = request.Id, Kind = AnswerKind.Sample, ByCandidate = byCandidate, Runs = runs, Nanoseconds = wall, CpuNanoseconds = cpu });
        return true;
    }

    private TimedRun? Once(bool byCandidate, bool summarize)
    {
        var operation = byCandidate ? candidate : baseline;
        var timed = TimedRun.Measure(operation, parallel, withPeak: false);
        if (timed.Failure is { } failure)
        {
            answers.Send(new WorkerAnswer { Id = request.Id, Kind = AnswerKind.Failed, ByCandidate = byCandidate, Failure = failure.Kind, Message = failure.Message.ReplaceLineEndings(" ") });
            return null;
        }

        if (summarize)
        {
            _artifacts[byCandidate ? 1 : 0] = operation.Summarize(timed.Result);
        }

        operation.Release(timed.Result);
        return timed;
    }
}
