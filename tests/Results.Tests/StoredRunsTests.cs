using System.Text.Json.Nodes;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;
using Xunit;

namespace CompileBench.Results.Tests;

/// <summary>The published runs and the recorded ones are read without loss: the reader's records against the raw JSON of the file.</summary>
public sealed class StoredRunsTests
{
    public static TheoryData<string> Runs =>
    [
        .. new[] { Repository.At("results", "published"), RecordedRuns.Folder }.SelectMany(Directory.GetDirectories).Where(d => File.Exists(Path.Combine(d, "run.json")))
            .Select(d => Path.GetRelativePath(Repository.Root, d).Replace('\\', '/')),
    ];

    // A hunt has candidates instead of cases.
    public static TheoryData<string> RunsOfCases => [.. Runs.Select(r => r.Data).Where(r => new FileInfo(Repository.At(r, "cases.jsonl")) is { Exists: true, Length: > 0 })];

    [Theory]
    [MemberData(nameof(RunsOfCases))]
    public void ReadJournal_StoredRun_HasTheSameCountsAndSums(string run)
    {
        var path = Repository.At(run, "cases.jsonl");
        var raw = File.ReadLines(path).Select(l => JsonNode.Parse(l)!.AsObject()).ToList();

        var content = JournalReader.Read(path);

        Assert.NotEmpty(raw);
        Assert.Empty(content.Notices);
        Assert.Equal(raw.Select(CaseOf).ToHashSet(), content.Records.Select(r => r.Case).ToHashSet());

        // A record that was written again has the samples of the earlier one too.
        var samples = raw.SelectMany(r => Samples(r).Select(s => (Case: CaseOf(r), Sample: s, Text: s.ToJsonString()))).DistinctBy(s => (s.Case, s.Text)).Select(s => s.Sample).ToList();
        var read = content.Records.SelectMany(r => r.Samples).ToList();
        Assert.Equal(samples.Sum(s => (decimal)s["nanoseconds"]!), read.Sum(s => (decimal)s.Nanoseconds));
        Assert.Equal(samples.Sum(s => (decimal?)s["cpuNanoseconds"] ?? 0), read.Sum(s => (decimal)(s.CpuNanoseconds ?? 0)));
        Assert.Equal(samples.Count, read.Count);
        if (samples.Any(s => s["round"] is not null))
        {
            // One record per case and round; the reader joins them to one record per case.
            return;
        }

        Assert.Equal(raw.CountBy(Outcome).OrderBy(c => c.Key), content.Records.CountBy(r => r.Outcome.ToString()).OrderBy(c => c.Key));
        Assert.Equal(Sum(raw, "peakNativeBytes"), content.Records.Sum(r => r.PeakNativeBytes));
        Assert.Equal(Sum(raw, "codeBytes"), content.Records.Sum(r => r.CodeBytes));
        Assert.Equal(Sum(raw, "artifactBytes"), content.Records.Sum(r => r.ArtifactBytes));
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void ReadManifest_StoredRun_HasTheSameFacts(string run)
    {
        var raw = JsonNode.Parse(File.ReadAllText(Repository.At(run, "run.json")))!.AsObject();
        using var directory = RunDirectory.OpenForReading(Repository.At(run));

        var manifest = directory.ReadManifest();

        Assert.Equal((string)raw["kind"]!, manifest.Kind.Name());
        Assert.Equal((string)raw["run"]!, manifest.Run);
        Assert.Equal(Names(raw, "engines", "digest"), manifest.Engines.Select(e => e.Digest));
        Assert.Equal(Names(raw, "modules", "digest"), manifest.Modules.Select(m => m.Digest));
        Assert.Equal(raw["settings"]!.AsArray().Select(s => (string)s!), manifest.Settings);
        Assert.Equal(raw["skipped"]!.AsArray().Count, manifest.Skipped.Count);
        Assert.Equal(raw["options"]!.AsObject().Select(o => o.Key), manifest.Options.Keys);
        Assert.Equal(raw["options"]!.AsObject().Select(o => Text(o.Value!)), manifest.Options.Values.Select(v => v.Text));
        Assert.Equal((DateTimeOffset?)raw["endedAt"], manifest.EndedAt);
    }

    [Theory]
    [MemberData(nameof(RunsOfCases))]
    public void Line_RecordOfAStoredRun_IsReadBackEqual(string run)
    {
        foreach (var record in JournalReader.Read(Repository.At(run, "cases.jsonl")).Records)
        {
            var again = RecordsJson.ReadRecord(RecordsJson.Line(record));
            Assert.Equal(record.Samples, again.Samples);
            Assert.Equal(record, again with { Samples = record.Samples });
        }
    }

    private static string Outcome(JsonObject record) => (string)record["outcome"]! is "Compiled" ? "Completed" : (string)record["outcome"]!;

    private static MeasuredCase CaseOf(JsonObject record) => new(Operation(record), (string)record["module"]!, (string)record["settings"]!, (string)record["engine"]!);

    // Schema 1 has "phase".
    private static string Operation(JsonObject record) => (string)(record["operation"] ?? record["phase"])! is var name && name == "run" ? OperationNames.Execute : name;

    // Schema 1 has lists as lines of one text.
    private static string Text(JsonNode value) => value switch
    {
        JsonArray list => string.Join(' ', list.Select(e => (string)e!)),
        _ => value.ToString().Replace('\n', ' '),
    };

    private static IEnumerable<JsonNode> Samples(JsonObject record) => record["samples"]!.AsArray().Select(s => s!);

    private static long Sum(IEnumerable<JsonObject> records, string name) => records.Sum(r => (long?)r[name] ?? 0);

    private static IEnumerable<string> Names(JsonObject manifest, string list, string name) => manifest[list]!.AsArray().Select(e => (string)e![name]!);
}
