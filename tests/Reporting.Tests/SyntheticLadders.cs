using CompileBench.Reporting.Documents.Runs;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Tests;

/// <summary>Ladder runs made of invented figures, for tests only.</summary>
internal static class SyntheticLadders
{
    private const double LimitNanoseconds = 3e9;

    public static RunData Create(int shapes, int sizes = 9)
    {
        var random = new Random(7);
        var records = new List<CaseRecord>();
        for (var shape = 0; shape < shapes; shape++)
        {
            for (var s = 0; s < SyntheticRun.Settings.Length; s++)
            {
                var exponent = (shape + s) % 4 == 0 ? 2.0 : (shape + s) % 7 == 3 ? 1.4 : 1.0;
                records.AddRange(Ladder(random, $"invented-shape-{shape:00}", SyntheticRun.Settings[s], exponent, sizes, isRejected: shape % 9 == 4 && s == 5));
            }
        }

        var modules = records.Select(r => r.Module).Distinct().ToList();
        var manifest = SyntheticRun.Manifest(["0.0.0-test"], modules) with
        {
            Kind = RunKind.Scaling,
            Options = new Dictionary<string, OptionValue> { ["budget"] = "3s" },
        };
        return new RunData(manifest, records);
    }

    private static IEnumerable<CaseRecord> Ladder(Random random, string shape, string settings, double exponent, int sizes, bool isRejected)
    {
        for (var i = 0; i < sizes; i++)
        {
            var size = 64L << i;
            var time = 2e5 + (3000 * Math.Pow(size, exponent));
            var record = SyntheticRun.Record($"{shape}@{size}", settings, "0.0.0-test", []);
            if (isRejected)
            {
                yield return record with { Outcome = OutcomeKind.Rejected, Message = "unsupported" };
            }
            else if (time > LimitNanoseconds)
            {
                yield return record with { Outcome = OutcomeKind.TimedOut, Samples = [new(1, 0, SampleKind.Cold, 1, (long)LimitNanoseconds, null)], PeakNativeBytes = 400_000_000 };
                yield break;
            }
            else
            {
                var samples = Enumerable.Range(1, 2).SelectMany(launch => Enumerable.Range(0, 3).Select(k =>
                    new CompileTimeSample(launch, k, SampleKind.Warm, 1, (long)(time * Math.Exp(0.03 * (random.NextDouble() - 0.5))), null)));
                yield return record with { Samples = [.. samples], PeakNativeBytes = (long)(3e6 + (900 * size)) };
            }
        }
    }
}
