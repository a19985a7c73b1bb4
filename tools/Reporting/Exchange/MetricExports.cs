using System.Globalization;
using System.Text;
using System.Text.Json;
using CompileBench.Analysis.Memory;
using CompileBench.Analysis.Timing;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Exchange;

/// <summary>Estimates in the formats of tools that keep histories and draw dashboards.</summary>
public static class MetricExports
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    /// <summary>
    /// Input of github-action-benchmark (<c>tool: customSmallerIsBetter</c>): name, unit, value, range, extra. One entry per compiled case.
    /// </summary>
    public static byte[] GitHubActionBenchmark(IEnumerable<RunData> runs) => Json(writer =>
    {
        writer.WriteStartArray();
        foreach (var (run, record, time) in Estimates(runs))
        {
            writer.WriteStartObject();
            writer.WriteString("name", Name(record, " "));
            writer.WriteString("unit", "ns");
            writer.WriteNumber("value", Significant.Round(time.Centre, 6));
            if (time.Bounds is { } bounds)
            {
                writer.WriteString("range", "± " + PercentText.Format((bounds.Upper - bounds.Lower) / 2 / time.Centre));
            }

            writer.WriteString("extra", PlainText.Cut($"engine {record.Engine}; {RunCaption.Count(time.SampleCount, "sample")} of {time.Launches} process{(time.Launches == 1 ? "" : "es")}; {RunCaption.Host(run.Manifest.Host)}", 300));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    /// <summary>
    /// Bencher Metric Format: benchmark, then measure, then value with bounds. Names are cut to Bencher's 1,024 characters. Anonymous and resident memory
    /// are measures of their own, because a history must not compare them.
    /// </summary>
    public static byte[] Bencher(IEnumerable<RunData> runs) => Json(writer =>
    {
        writer.WriteStartObject();
        var all = Estimates(runs).ToList();
        var anonymous = PeakMemory.IsAnonymous(all.Select(e => e.Record));
        foreach (var group in all.GroupBy(e => PlainText.Cut($"{e.Record.Engine}/{Name(e.Record, "/")}", 1024)))
        {
            var (_, record, time) = group.Last();
            writer.WriteStartObject(group.Key);
            writer.WriteStartObject("latency");
            writer.WriteNumber("value", Significant.Round(time.Centre, 6));
            if (time.Bounds is { } bounds)
            {
                writer.WriteNumber("lower_value", Significant.Round(bounds.Lower, 6));
                writer.WriteNumber("upper_value", Significant.Round(bounds.Upper, 6));
            }

            writer.WriteEndObject();
            Measure(writer, anonymous ? "peak-anonymous-memory" : "peak-memory", PeakMemory.FromRecord(record, anonymous));
            Measure(writer, "code-size", record.CodeBytes);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    });

    /// <summary>
    /// OpenMetrics text (version 1.0): gauges in base units, seconds and bytes, one sample per case; the bounds are gauges of their own.
    /// </summary>
    public static string OpenMetrics(IReadOnlyList<RunData> runs)
    {
        var all = Estimates(runs).ToList();
        var anonymous = PeakMemory.IsAnonymous(all.Select(e => e.Record));
        var text = new StringBuilder();
        Gauge(text, "wasmtime_compile_seconds", "seconds", "Time of one warm compile.", all.Select(e => (e, (double?)e.Time.Centre / 1e9)));
        Gauge(text, "wasmtime_compile_lower_seconds", "seconds", "Lower bound of the time of one warm compile.", all.Select(e => (e, e.Time.Bounds?.Lower / 1e9)));
        Gauge(text, "wasmtime_compile_upper_seconds", "seconds", "Upper bound of the time of one warm compile.", all.Select(e => (e, e.Time.Bounds?.Upper / 1e9)));
        var peaks = all.Select(e => (e, (double?)PeakMemory.FromRecord(e.Record, anonymous)));
        if (anonymous)
        {
            Gauge(text, "wasmtime_compile_peak_anonymous_memory_bytes", "bytes", "Peak anonymous memory that one compile adds.", peaks);
        }
        else
        {
            Gauge(text, "wasmtime_compile_peak_memory_bytes", "bytes", "Peak resident memory that one compile adds, pages of the engine's library included.", peaks);
        }

        Gauge(text, "wasmtime_compile_code_bytes", "bytes", "Machine code that one compile makes.", all.Select(e => (e, (double?)e.Record.CodeBytes)));
        return text.Append("# EOF\n").ToString();
    }

    /// <summary>One line per case, outcomes without a time included.</summary>
    public static string Csv(IReadOnlyList<RunData> runs)
    {
        var text = new StringBuilder("run,engine,phase,module,settings,outcome,nanoseconds,lower,upper,coldNanoseconds,samples,launches,peakNativeBytes,peakAnonymousBytes,codeBytes,artifactBytes,message\n");
        foreach (var run in runs)
        {
            foreach (var r in run.Records)
            {
                var cell = run.Cell(r);
                var warm = OperationDescription.RoleOf(r.Operation) == OperationRole.Subject ? cell?.Warm : TimeEstimate.From(r);
                var cold = cell?.Cold;
                text.AppendJoin(
                    ',', CsvText.Field(run.Manifest.Run), CsvText.Field(r.Engine), CsvText.Field(r.Operation), CsvText.Field(r.Module), CsvText.Field(r.Settings), r.Outcome,
                    Number(warm?.Centre), Number(warm?.Bounds?.Lower), Number(warm?.Bounds?.Upper), Number(cold?.Centre), r.Samples.Count, warm?.Launches.ToString(CultureInfo.InvariantCulture),
                    r.PeakNativeBytes, r.PeakAnonymousBytes, r.CodeBytes, r.ArtifactBytes, CsvText.Field(PlainText.Cut(r.Message, 300))).Append('\n');
            }
        }

        return text.ToString();
    }

    private static IEnumerable<(RunData Run, CaseRecord Record, TimeEstimate Time)> Estimates(IEnumerable<RunData> runs) =>
        from run in runs
        from record in run.Records
        where OperationDescription.RoleOf(record.Operation) == OperationRole.Subject
        let time = run.Cell(record)?.Warm
        where time is not null
        select (run, record, time);

    private static string Name(CaseRecord record, string separator) => PlainText.Cut($"{record.Module}{separator}{record.Settings}", 500);

    private static string Number(double? value) => value is { } v && double.IsFinite(v) ? Significant.Round(v, 9).ToString("R", CultureInfo.InvariantCulture) : "";

    private static void Measure(Utf8JsonWriter writer, string name, long? value)
    {
        if (value is { } v)
        {
            writer.WriteStartObject(name);
            writer.WriteNumber("value", v);
            writer.WriteEndObject();
        }
    }

    private static void Gauge(
        StringBuilder text, string name, string unit, string help, IEnumerable<((RunData Run, CaseRecord Record, TimeEstimate Time) Case, double? Value)> values)
    {
        text.Append($"# TYPE {name} gauge\n# UNIT {name} {unit}\n# HELP {name} {help}\n");

        // A series may occur once: of two runs of the same case the later one counts.
        foreach (var group in values.Where(v => v.Value is { } x && double.IsFinite(x)).GroupBy(v => Labels(v.Case.Record)))
        {
            text.Append($"{name}{group.Key} {Number(group.Last().Value)}\n");
        }
    }

    private static string Labels(CaseRecord record) =>
        $"{{engine=\"{Label(record.Engine)}\",module=\"{Label(record.Module)}\",settings=\"{Label(record.Settings)}\"}}";

    private static string Label(string value) =>
        PlainText.Cut(value, 200).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    private static byte[] Json(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Indented))
        {
            write(writer);
        }

        return stream.ToArray();
    }
}
