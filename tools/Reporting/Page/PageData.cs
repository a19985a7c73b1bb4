using System.Text.Json;
using CompileBench.Analysis.Memory;
using CompileBench.Analysis.Policy.Budgets;
using CompileBench.Analysis.Runs;
using CompileBench.Reporting.Documents;
using CompileBench.Reporting.Documents.Budgets;
using CompileBench.Reporting.Documents.Ladders;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Documents.Sources;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Page;

/// <summary>
/// The page's data as JSON: names once in lists, cases as rows of positions and numbers. <c>page.js</c> is its only reader, so the order of a
/// row's columns is written down in both places.
/// </summary>
internal sealed class PageData
{
    /// <summary>The most characters of a foreign text.</summary>
    public const int MostText = 200;

    private const string LadderSize = "ladderSize";

    private readonly ReportSet _set;
    private readonly List<(RunData Run, int RunIndex, CaseRecord Record, CaseCell? Cell)> _cases;
    private readonly bool _peaksAreAnonymous;
    private readonly List<string> _modules;
    private readonly List<string> _settings;
    private readonly List<string> _engines;
    private readonly List<string> _metrics;

    private PageData(ReportSet set)
    {
        _set = set;
        _cases = [.. set.Runs.SelectMany((run, index) => run.Records.Where(r => OperationDescription.RoleOf(r.Operation) == OperationRole.Subject).Select(r => (run, index, r, run.Cell(r))))];
        _peaksAreAnonymous = PeakMemory.IsAnonymous(_cases.Select(c => c.Record));
        _modules = [.. _cases.Select(c => c.Record.Module).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        _settings =
        [
            .. _cases.Select(c => c.Record.Settings).Distinct(StringComparer.Ordinal)
                .OrderBy(s => s == set.Combined.Analysis.Options.Baseline ? -1 : SettingNames.RankIn(set.Combined.Manifest.Settings, s)).ThenBy(s => s, StringComparer.Ordinal),
        ];
        _engines = [.. _cases.Select(c => c.Record.Engine).Distinct(StringComparer.Ordinal)];
        var known = set.Runs.SelectMany(r => r.ModuleMetrics.Values).SelectMany(m => m.Keys).Distinct(StringComparer.Ordinal).ToList();
        _metrics = [.. known.OrderBy(m => string.Equals(m, MetricNames.CodeSectionBytes, StringComparison.OrdinalIgnoreCase) ? 0 : 1).ThenBy(m => m, StringComparer.Ordinal)];
        if (_modules.Exists(m => LadderLaw.ParseRung(m) is not null))
        {
            _metrics.Add(LadderSize);
        }
    }

    /// <summary>The data as UTF-8 JSON in which no character can end or open an element of HTML.</summary>
    public static byte[] Json(ReportSet set)
    {
        using var stream = new MemoryStream();

        // The default encoder writes <, >, & and quotes as \u escapes.
        using (var writer = new Utf8JsonWriter(stream))
        {
            new PageData(set).Write(writer);
        }

        return stream.ToArray();
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("title", $"Compile times, Wasmtime {Cut(string.Join(", ", _engines.Take(4)))}");
        json.WriteString("caption", RunCaption.ForRecords(_set.Combined.Manifest, [.. _set.Runs.SelectMany(r => r.Records)]));
        json.WriteString("baseline", _set.Combined.Analysis.Options.Baseline);
        Strings(json, "warnings", ReportWarnings.ForReport(_set));
        Strings(json, "claims", PageWords.Claims(_set));
        json.WriteString("peakMemory", _peaksAreAnonymous ? "Peak anonymous memory" : "Peak resident memory");
        Strings(json, "settings", _settings.Select(Cut));
        PageStyles.Write(json, _settings);
        Strings(json, "engines", _engines.Select(Cut));
        Strings(json, "outcomes", Enum.GetValues<OutcomeKind>().Select(CaseText.Outcome));
        json.WriteStartArray("metrics");
        foreach (var metric in _metrics)
        {
            json.WriteStartObject();
            json.WriteString("name", Cut(metric));
            json.WriteString("title", Cut(MetricNames.Words(metric)));
            json.WriteBoolean("isBytes", metric.EndsWith("bytes", StringComparison.OrdinalIgnoreCase));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("runs");
        foreach (var run in _set.Runs)
        {
            json.WriteStartObject();
            json.WriteString("name", Cut(run.Manifest.Run));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteModules(json);
        WriteCases(json);
        WriteBudget(json);
        PageExecution.Write(json, _set.Combined, _settings);
        json.WriteEndObject();
    }

    private void WriteModules(Utf8JsonWriter json)
    {
        var described = _set.Runs.SelectMany(r => r.Manifest.Modules).GroupBy(m => m.Name).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
        var metrics = Latest(r => r.ModuleMetrics);
        var functions = Latest(r => r.HeaviestFunctions);
        var validate = _set.Runs.SelectMany(r => r.Analysis.Engines).SelectMany(e => e.Rows).Where(r => r.Validate is not null)
            .GroupBy(r => r.Module).ToDictionary(g => g.Key, g => g.Last().Validate!.Centre, StringComparer.Ordinal);
        json.WriteStartArray("modules");
        foreach (var name in _modules)
        {
            json.WriteStartObject();
            json.WriteString("name", Cut(name));
            described.TryGetValue(name, out var description);
            json.WriteString("category", Cut(description?.Category ?? (LadderLaw.ParseRung(name) is null ? "" : "Ladder")));
            OptionalText(json, "origin", description?.Origin);
            OptionalText(json, "licence", description?.Licence);
            if (validate.TryGetValue(name, out var floor))
            {
                json.WriteNumber("validate", Significant.Round(floor, 4));
            }

            WriteMetrics(json, name, metrics.GetValueOrDefault(name));
            WriteFunctions(json, functions.GetValueOrDefault(name));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private Dictionary<string, T> Latest<T>(Func<RunData, IReadOnlyDictionary<string, T>> of) =>
        _set.Runs.SelectMany(of).GroupBy(p => p.Key).ToDictionary(g => g.Key, g => g.Last().Value, StringComparer.Ordinal);

    private void WriteMetrics(Utf8JsonWriter json, string module, IReadOnlyDictionary<string, double>? metrics)
    {
        if (_metrics.Count == 0)
        {
            return;
        }

        json.WriteStartArray("metrics");
        foreach (var metric in _metrics)
        {
            double? value = metric == LadderSize ? LadderLaw.ParseRung(module)?.Size
                : metrics is not null && metrics.TryGetValue(metric, out var v) && double.IsFinite(v) ? v : null;
            Number(json, value, 7);
        }

        json.WriteEndArray();
    }

    private static void WriteFunctions(Utf8JsonWriter json, IReadOnlyList<HeavyFunction>? functions)
    {
        if (functions is not { Count: > 0 })
        {
            return;
        }

        json.WriteStartArray("functions");
        foreach (var function in functions)
        {
            json.WriteStartArray();
            json.WriteStringValue(Cut(function.Name));
            json.WriteNumberValue(function.BodyBytes);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private void WriteCases(Utf8JsonWriter json)
    {
        var modules = Positions(_modules);
        var settings = Positions(_settings);
        var engines = Positions(_engines);

        // Samples are most of the page: of a case in several runs, the newest record brings them.
        var newest = new HashSet<CaseRecord>(_cases.GroupBy(c => c.Record.Case).Select(g => g.Last().Record), ReferenceEqualityComparer.Instance);
        var baseline = _set.Combined.Analysis.Options.Baseline;
        json.WriteStartArray("cases");
        foreach (var (_, runIndex, record, cell) in _cases)
        {
            var cold = cell?.Cold?.Centre ?? (record.Outcome == OutcomeKind.TimedOut ? NotCompiledCase.FromRecord(record).AtLeastNanoseconds : null);
            json.WriteStartArray();
            json.WriteNumberValue(runIndex);
            json.WriteNumberValue(modules[record.Module]);
            json.WriteNumberValue(settings[record.Settings]);
            json.WriteNumberValue(engines[record.Engine]);
            json.WriteNumberValue((int)record.Outcome);
            Number(json, cell?.Warm?.Centre, 5);
            Number(json, cell?.Warm?.Bounds?.Lower, 5);
            Number(json, cell?.Warm?.Bounds?.Upper, 5);
            Number(json, cold, 4);
            Number(json, cell?.Ratio?.Ratio ?? (cell?.Warm is not null && record.Settings == baseline ? 1 : null), 4);
            Number(json, cell?.Ratio?.Bounds?.Lower, 4);
            Number(json, cell?.Ratio?.Bounds?.Upper, 4);
            Number(json, PeakMemory.FromRecord(record, _peaksAreAnonymous), 5);
            Number(json, record.CodeBytes, 5);
            Number(json, cell?.Run?.Centre, 5);
            if (record.Message is { } message)
            {
                json.WriteStringValue(Cut(message));
            }
            else
            {
                json.WriteNumberValue(0);
            }

            json.WriteStringValue(newest.Contains(record) ? PageSamples.Pack(record.Samples) : "");
            Number(json, cell?.Warm?.SampleCount, 9);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    // [place of the case, over?, words] for the newest record of each case that does not keep to the budget, or is not known to.
    private void WriteBudget(Utf8JsonWriter json)
    {
        var places = _cases.Select((c, i) => (c.Record.Case, Place: i)).GroupBy(c => c.Case).ToDictionary(g => g.Key, g => g.Last().Place);
        json.WriteStartArray("budget");
        foreach (var one in _set.Budget.NotWithin.Where(o => places.ContainsKey(o.Case)))
        {
            json.WriteStartArray();
            json.WriteNumberValue(places[one.Case]);
            json.WriteNumberValue(one.Verdict == BudgetVerdict.Over ? 1 : 0);
            json.WriteStringValue(Cut(BudgetWords.Verdict(one, _set.Budget)));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static Dictionary<string, int> Positions(List<string> names) => names.Select((n, i) => (n, i)).ToDictionary(p => p.n, p => p.i, StringComparer.Ordinal);

    private static string Cut(string text) => PlainText.Cut(text, MostText);

    private static void OptionalText(Utf8JsonWriter json, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            json.WriteString(name, Cut(text));
        }
    }

    private static void Strings(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, double? value, int digits)
    {
        if (value is { } v && double.IsFinite(v))
        {
            json.WriteNumberValue(Significant.Round(v, digits));
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
