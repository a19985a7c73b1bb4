using System.Text.Json.Nodes;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;
using Xunit;

namespace CompileBench.Results.Tests;

/// <summary>The published runs are read without loss: the reader's records against the raw JSON of the file.</summary>
public sealed class PublishedRunsTests
{
    private static readonly string Published = Repository.At("results", "published");

    public static TheoryData<string> Runs => [.. Directory.GetDirectories(Published).Where(d => File.Exists(Path.Combine(d, "run.json"))).Select(d => Path.GetFileName(d)!)];

    [Theory]
    [MemberData(nameof(Runs))]
    public void ReadJournal_PublishedRun_HasTheSameCountsAndSums(string run)
    {
        var path = Path.Combine(Published, run, "cases.jsonl");
        var raw = File.ReadLines(path).Select(l => JsonNode.Parse(l)!.AsObject()).ToList();

        var content = JournalReader.Read(path);

        Assert.NotEmpty(raw);
        Assert.Empty(content.Notices);
        Assert.Equal(raw.CountBy(r => Outcome(r)).OrderBy(c => c.Key), content.Records.CountBy(r => r.Outcome.ToString()).OrderBy(c => c.Key));
        Assert.Equal(raw.Sum(r => Samples(r).Sum(s => (decimal)s["nanoseconds"]!)), content.Records.Sum(r => r.Samples.Sum(s => (decimal)s.Nanoseconds)));
        Assert.Equal(raw.Sum(r => Samples(r).Sum(s => (decimal?)s["cpuNanoseconds"] ?? 0)), content.Records.Sum(r => r.Samples.Sum(s => (decimal)(s.CpuNanoseconds ?? 0))));
        Assert.Equal(raw.Sum(r => Samples(r).Count()), content.Records.Sum(r => r.Samples.Count));
        Assert.Equal(Sum(raw, "peakNativeBytes"), content.Records.Sum(r => r.PeakNativeBytes));
        Assert.Equal(Sum(raw, "codeBytes"), content.Records.Sum(r => r.CodeBytes));
        Assert.Equal(Sum(raw, "artifactBytes"), content.Records.Sum(r => r.ArtifactBytes));
        Assert.Equal(
            raw.Select(r => new MeasuredCase(Operation(r), (string)r["module"]!, (string)r["settings"]!, (string)r["engine"]!)),
            content.Records.Select(r => r.Case));
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void ReadManifest_PublishedRun_HasTheSameFacts(string run)
    {
        var raw = JsonNode.Parse(File.ReadAllText(Path.Combine(Published, run, "run.json")))!.AsObject();
        using var directory = RunDirectory.OpenForReading(Path.Combine(Published, run));

        var manifest = directory.ReadManifest();

        Assert.Equal((string)raw["kind"]!, manifest.Kind.Name());
        Assert.Equal((string)raw["run"]!, manifest.Run);
        Assert.Equal(Names(raw, "engines", "digest"), manifest.Engines.Select(e => e.Digest));
        Assert.Equal(Names(raw, "modules", "digest"), manifest.Modules.Select(m => m.Digest));
        Assert.Equal(raw["settings"]!.AsArray().Select(s => (string)s!), manifest.Settings);
        Assert.Equal(raw["skipped"]!.AsArray().Count, manifest.Skipped.Count);
        Assert.Equal(raw["options"]!.AsObject().Select(o => o.Key), manifest.Options.Keys);
        Assert.Equal(raw["options"]!.AsObject().Select(o => ((string)o.Value!).Replace('\n', ' ')), manifest.Options.Values.Select(v => v.Text));
        Assert.Equal((DateTimeOffset?)raw["endedAt"], manifest.EndedAt);
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Line_RecordOfAPublishedRun_IsReadBackEqual(string run)
    {
        foreach (var record in JournalReader.Read(Path.Combine(Published, run, "cases.jsonl")).Records)
        {
            var again = RecordsJson.ReadRecord(RecordsJson.Line(record));
            Assert.Equal(record.Samples, again.Samples);
            Assert.Equal(record, again with { Samples = record.Samples });
        }
    }

    private static string Outcome(JsonObject record) => (string)record["outcome"]! is "Compiled" ? "Completed" : (string)record["outcome"]!;

    private static string Operation(JsonObject record) => (string)record["phase"]! is "run" ? OperationNames.Execute : (string)record["phase"]!;

    private static IEnumerable<JsonNode> Samples(JsonObject record) => record["samples"]!.AsArray().Select(s => s!);

    private static long Sum(IEnumerable<JsonObject> records, string name) => records.Sum(r => (long?)r[name] ?? 0);

    private static IEnumerable<string> Names(JsonObject manifest, string list, string name) => manifest[list]!.AsArray().Select(e => (string)e![name]!);
}
