using System.Text;
using System.Text.Json;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Documents.Sources;
using CompileBench.Reporting.Exchange;
using CompileBench.Results.Import.Sightglass;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Reporting.Tests.Exchange;

public sealed class ExchangeTests
{
    [Fact]
    public void Sightglass_WrittenAndImported_HoldsTheSameTimes()
    {
        var run = SyntheticRun.Create(4);
        var imported = SightglassReader.Read(Sightglass([run]), "sightglass.json", run.Manifest.StartedAt);
        var again = new RunData(imported.Manifest, imported.Records);
        var compiled = run.Records.Where(r => r.Outcome == OutcomeKind.Completed).ToList();
        Assert.Equal(compiled.Count, again.Records.Count);
        foreach (var record in compiled)
        {
            var other = Assert.Single(again.Records, r => r.Case == record.Case);
            Assert.Equal(record.Samples.Select(s => s.Nanoseconds).Order(), other.Samples.Select(s => s.Nanoseconds).Order());
            Assert.Equal(record.Samples.Count(s => s.Kind == SampleKind.Cold), other.Samples.Count(s => s.Kind == SampleKind.Cold));
        }
    }

    [Fact]
    public void Sightglass_Json_HasExactlyTheFieldsOfItsMeasurement()
    {
        using var document = JsonDocument.Parse(Sightglass([SyntheticRun.Create(2)]));
        var first = document.RootElement[0];
        Assert.Equal(["arch", "engine", "wasm", "process", "iteration", "phase", "event", "count"], first.EnumerateObject().Select(p => p.Name));
        Assert.Equal("Compilation", first.GetProperty("phase").GetString());
        Assert.True(first.GetProperty("process").TryGetUInt32(out _));
        Assert.True(first.GetProperty("count").TryGetUInt64(out _));
    }

    [Fact]
    public void Sightglass_OriginalFile_IsReadAsItsDefaultSettings()
    {
        const string Json = """
            [{"arch":"x86_64","engine":"/tmp/engines/wasmtime/v50/libengine.so","wasm":"benchmarks/bz2/benchmark.wasm","process":11,"iteration":0,"phase":"Compilation","event":"nanoseconds","count":90000000},
             {"arch":"x86_64","engine":"/tmp/engines/wasmtime/v50/libengine.so","wasm":"benchmarks/bz2/benchmark.wasm","process":11,"iteration":1,"phase":"Compilation","event":"nanoseconds","count":80000000},
             {"arch":"x86_64","engine":"/tmp/engines/wasmtime/v50/libengine.so","wasm":"benchmarks/bz2/benchmark.wasm","process":11,"iteration":0,"phase":"Execution","event":"cycles","count":5}]
            """;
        var imported = SightglassReader.Read(Encoding.UTF8.GetBytes(Json), "x.json", DateTimeOffset.UnixEpoch);
        var record = Assert.Single(imported.Records);
        Assert.Equal(("benchmark", "speed-backtracking", "v50/libengine.so"), (record.Module, record.Settings, record.Engine));
        Assert.Equal([SampleKind.Cold, SampleKind.Warm], record.Samples.Select(s => s.Kind));
        Assert.Contains("1 measurements of other phases", Assert.Single(imported.Notices), StringComparison.Ordinal);
    }

    [Fact]
    public void Sightglass_ExecutionBesideCompilation_IsReadAndWrittenAsRunTime()
    {
        const string Line = """{"arch":"x86_64","engine":"v50/libengine.so","wasm":"bz2.wasm","process":1,"iteration":ITERATION,"phase":"PHASE","event":"nanoseconds","count":COUNT}""";
        var lines = new[] { ("Compilation", 90), ("Execution", 7) }.SelectMany(p => Enumerable.Range(0, 3).Select(i =>
            Line.Replace("ITERATION", $"{i}", StringComparison.Ordinal).Replace("PHASE", p.Item1, StringComparison.Ordinal).Replace("COUNT", $"{p.Item2 * 1000}", StringComparison.Ordinal)));
        var imported = SightglassReader.Read(Encoding.UTF8.GetBytes($"[{string.Join(',', lines)}]"), "x.json", DateTimeOffset.UnixEpoch);
        Assert.Equal([OperationNames.Compile, OperationNames.Execute], imported.Records.Select(r => r.Operation).Order(StringComparer.Ordinal));
        Assert.Empty(imported.Notices);
        var run = new RunData(imported.Manifest, imported.Records);
        Assert.Equal(7000, run.Analysis.Engines[0].Rows[0].Cells["speed-backtracking"].Run!.Centre, 6);
        var again = SightglassReader.Read(Sightglass([run]), "again.json", DateTimeOffset.UnixEpoch);
        Assert.Equal(3, again.Records.Single(r => r.Operation == OperationNames.Execute).Samples.Count);
    }

    [Fact]
    public void Sightglass_EveryOperation_HasItsPhaseAndOthersAreLeftOut()
    {
        var compiled = SyntheticRun.Create(1, withFailures: false);
        var run = new RunData(compiled.Manifest, [.. OperationNames.All.SelectMany(o => compiled.Records.Select(r => r with { Operation = o }))]);

        using var document = JsonDocument.Parse(Sightglass([run]));
        var measurements = document.RootElement.EnumerateArray().GroupBy(m => m.GetProperty("phase").GetString()!).ToDictionary(g => g.Key, g => g.Count());

        var samples = compiled.Records.Sum(r => r.Samples.Count);
        Assert.Equal(
            new Dictionary<string, int> { ["Compilation"] = samples, ["Execution"] = samples, ["Instantiation"] = samples }.OrderBy(p => p.Key),
            measurements.OrderBy(p => p.Key));
        var imported = SightglassReader.Read(Sightglass([run]), "again.json", run.Manifest.StartedAt);
        Assert.Equal(
            [OperationNames.Compile, OperationNames.Execute, OperationNames.Instantiate], imported.Records.Select(r => r.Operation).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Files_OfTwoRuns_AreReadByIndependentReaders()
    {
        var python = PythonReaders.Find();
        Assert.SkipWhen(python is null, "python3 with prometheus_client and jsonschema is not installed (Debian: python3-prometheus-client, python3-jsonschema)");
        using var directory = new TestFolder();
        ExchangeFiles.Write([SyntheticRun.Create(3), Hostile()], directory.Path);
        Assert.Equal("", PythonReaders.Run(python!, directory.Path));
    }

    [Fact]
    public void Csv_HostileModule_IsNoFormulaAndOneLine()
    {
        var text = MetricExports.Csv([Hostile()]);
        Assert.Contains("'=cmd()", text, StringComparison.Ordinal);
        Assert.DoesNotContain(",=cmd()", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "peak-anonymous-memory", "wasmtime_compile_peak_anonymous_memory_bytes")]
    [InlineData(false, "peak-memory", "wasmtime_compile_peak_memory_bytes")]
    public void PeakMemory_OfRecordsWithAndWithoutAnonymousMemory_HasANameOfItsOwn(bool all, string measure, string gauge)
    {
        var run = SyntheticRun.Create(2);
        var records = run.Records.Select((r, i) => r with { PeakNativeBytes = 9_876_543, PeakAnonymousBytes = all || i > 0 ? 1_234_567 : null }).ToList();
        var half = new RunData(run.Manifest, records);

        var bencher = Encoding.UTF8.GetString(MetricExports.Bencher([half]));
        var metrics = MetricExports.OpenMetrics([half]);

        Assert.Contains($"\"{measure}\"", bencher, StringComparison.Ordinal);
        Assert.Contains($"# TYPE {gauge} gauge", metrics, StringComparison.Ordinal);
        Assert.Equal(all, !bencher.Contains("9876543", StringComparison.Ordinal));
        Assert.Equal(!all, !bencher.Contains("1234567", StringComparison.Ordinal));
    }

    [Fact]
    public void Csv_Peaks_HaveBothColumns()
    {
        var lines = MetricExports.Csv([SyntheticRun.Create(1)]).Split('\n');

        Assert.Contains(",peakNativeBytes,peakAnonymousBytes,", lines[0], StringComparison.Ordinal);
        Assert.All(lines.SkipLast(1), l => Assert.Equal(lines[0].Count(c => c == ','), l.Count(c => c == ',')));
    }

    [Theory]
    [InlineData("{}", "it has no Benchmarks")]
    [InlineData("{\"Benchmarks\":[{\"Parameters\":\"N=5\",\"Method\":\"Sort\"}]}", "no benchmark with a Module parameter")]
    [InlineData("{\"Benchmarks\":[", "not a full BenchmarkDotNet export")]
    [InlineData("[]", "holds no compile times")]
    [InlineData("[{\"a\":1}]", "not Sightglass' JSON")]
    [InlineData("hello", "neither a run's directory")]
    [InlineData("", "neither a run's directory")]
    public void Source_OtherFile_IsRefusedInOneLine(string content, string because)
    {
        using var directory = new TestFolder();
        var path = Path.Combine(directory.Path, "x.json");
        File.WriteAllText(path, content);
        var refusal = Assert.Throws<RecordFormatException>(() => RunSource.Read(path));
        Assert.Contains(because, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public void Source_MissingPathOrEmptyDirectory_IsRefusedInOneLine()
    {
        using var directory = new TestFolder();
        Assert.Contains("does not exist", Assert.Throws<RecordFormatException>(() => RunSource.Read(Path.Combine(directory.Path, "no"))).Message, StringComparison.Ordinal);
        Assert.Contains("not a run", Assert.Throws<RecordFormatException>(() => RunSource.Read(directory.Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Deserialize", OperationNames.Deserialize)]
    [InlineData("Compile", OperationNames.Compile)]
    [InlineData("Validate", OperationNames.Validate)]
    [InlineData("Run", OperationNames.Execute)]
    public void Source_BenchmarkDotNetExport_NamesTheOperationOfItsMethod(string method, string operation)
    {
        using var directory = new TestFolder();
        var path = Path.Combine(directory.Path, "Benchmarks.X-report-full.json");
        File.WriteAllText(path, $$$"""
            {"Title":"x","HostEnvironmentInfo":{"BenchmarkDotNetVersion":"0.15.8"},
             "Benchmarks":[{"Method":"{{{method}}}","Parameters":"Module=argon2&Settings=winch&Engine=50.0.1","Measurements":[
               {"IterationMode":"Workload","IterationStage":"Actual","LaunchIndex":1,"IterationIndex":1,"Operations":1,"Nanoseconds":600}]}]}
            """);
        Assert.Equal(operation, Assert.Single(RunSource.Read(path).Records).Operation);
    }

    [Fact]
    public void Source_BenchmarkDotNetExport_TakesRawIterations()
    {
        const string Json = """
            {"Title":"x","HostEnvironmentInfo":{"BenchmarkDotNetVersion":"0.15.8","OsVersion":"Linux","ProcessorName":"CPU","LogicalCoreCount":2,"RuntimeVersion":".NET 10","Architecture":"X64"},
             "Benchmarks":[{"Method":"Compile","Parameters":"Module=argon2&Settings=winch&Engine=50.0.1","Measurements":[
               {"IterationMode":"Workload","IterationStage":"Warmup","LaunchIndex":1,"IterationIndex":1,"Operations":1,"Nanoseconds":900},
               {"IterationMode":"Workload","IterationStage":"Actual","LaunchIndex":1,"IterationIndex":1,"Operations":2,"Nanoseconds":600.0},
               {"IterationMode":"Workload","IterationStage":"Result","LaunchIndex":1,"IterationIndex":1,"Operations":2,"Nanoseconds":590}]},
              {"Method":"Compile","Parameters":"Module=sqlite&Settings=winch&Engine=50.0.1","Measurements":[]}]}
            """;
        using var directory = new TestFolder();
        var path = Path.Combine(directory.Path, "Benchmarks.CompileBenchmarks-report-full.json");
        File.WriteAllText(path, Json, new UTF8Encoding(true));
        var run = RunSource.Read(path);
        var argon2 = run.Records.Single(r => r.Module == "argon2");
        Assert.Equal(new CompileTimeSample(1, 0, SampleKind.Warm, 2, 600, null), Assert.Single(argon2.Samples));
        Assert.Equal(("winch", "50.0.1"), (argon2.Settings, argon2.Engine));
        Assert.Equal(OutcomeKind.Crashed, run.Records.Single(r => r.Module == "sqlite").Outcome);
    }

    private static RunData Hostile()
    {
        var samples = new CompileTimeSample[] { new(1, 0, SampleKind.Warm, 1, 1000, null), new(2, 0, SampleKind.Warm, 1, 1010, null) };
        var names = new[] { "=cmd()", "a\"b\\c\nd", "<img src=x onerror=alert(1)>", new string('y', 10_000), "\uD800 {} , '" };
        return new RunData(SyntheticRun.Manifest(["e\"1"], names), [.. names.Select(n => SyntheticRun.Record(n, "speed-backtracking", "e\"1", samples))]);
    }

    private static byte[] Sightglass(IReadOnlyList<RunData> runs)
    {
        using var stream = new MemoryStream();
        SightglassExport.Json(runs, stream);
        return stream.ToArray();
    }
}
