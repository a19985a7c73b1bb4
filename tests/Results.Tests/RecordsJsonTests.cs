using System.Text;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Results.Tests;

public sealed class RecordsJsonTests
{
    private const string ColdSample1 = "{\"launch\":1,\"iteration\":0,\"kind\":\"cold\",\"operations\":1,\"nanoseconds\":42,\"cpuNanoseconds\":null}";
    private const string ColdSample2 = "{\"launch\":1,\"iteration\":0,\"kind\":\"cold\",\"operations\":1,\"nanoseconds\":42,\"cpuNanoseconds\":null,\"round\":null,\"reference\":null}";

    [Fact]
    public void Line_RecordOfSchema2_IsWrittenAsItWasRead() =>
        Assert.Equal(SchemaTexts.RecordVersion2.ReplaceLineEndings(""), Encoding.UTF8.GetString(RecordsJson.Line(Record(SchemaTexts.RecordVersion2))));

    [Fact]
    public void ReadRecord_Schema2_HasEveryField()
    {
        var record = Record(SchemaTexts.RecordVersion2);

        Assert.Equal(new MeasuredCase(OperationNames.Compile, "a", "winch", "e"), record.Case);
        Assert.Equal(("sha256:0", "sha256:1", OutcomeKind.Completed, null), (record.ModuleDigest, record.EngineDigest, record.Outcome, record.Message));
        Assert.Equal((5L, 4L, 6L, 7L), (record.PeakNativeBytes, record.PeakAnonymousBytes, record.CodeBytes, record.ArtifactBytes));
        Assert.Equal("sha256:2", record.OutputDigest);
        Assert.Equal(DateTimeOffset.Parse("2026-11-23T05:00:00Z", System.Globalization.CultureInfo.InvariantCulture), record.StartedAt);
        Assert.Equal(
            [
                new CompileTimeSample(1, 0, SampleKind.Cold, 1, 42, null),
                new CompileTimeSample(2, 3, SampleKind.Warm, 4, 43, 41) { Round = 8, Reference = new ReferenceTimes(9, 10) },
            ],
            record.Samples);
    }

    [Fact]
    public void ReadRecord_Schema1_IsTheSameRecordWithoutTheNewFields()
    {
        var old = Record(SchemaTexts.RecordVersion1);
        var now = Record(SchemaTexts.RecordVersion2);

        Assert.Equal(now.Samples.Select(s => s with { Round = null, Reference = null }), old.Samples);
        IReadOnlyList<CompileTimeSample> none = [];
        Assert.Equal(now with { Samples = none, PeakAnonymousBytes = null, OutputDigest = null }, old with { Samples = none });
    }

    [Fact]
    public void ReadRecord_NameThatOccursTwice_IsRefused()
    {
        var twice = SchemaTexts.RecordVersion2.Replace("\"settings\":", "\"settings\":\"speed-backtracking\",\"settings\":", StringComparison.Ordinal);

        Assert.Contains("settings", Assert.Throws<RecordFormatException>(() => Record(twice)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("validate", OperationNames.Validate)]
    [InlineData("compile", OperationNames.Compile)]
    [InlineData("run", OperationNames.Execute)]
    public void ReadRecord_PhaseOfSchema1_IsAnOperation(string phase, string operation) =>
        Assert.Equal(operation, Record(SchemaTexts.RecordVersion1.Replace("\"compile\"", $"\"{phase}\"", StringComparison.Ordinal)).Operation);

    [Theory]
    [InlineData("Rejected")]
    [InlineData("TimedOut")]
    [InlineData("OutOfMemory")]
    [InlineData("Crashed")]
    public void ReadRecord_OutcomeOfSchema1_KeepsItsName(string outcome) =>
        Assert.Equal(outcome, Record(SchemaTexts.RecordVersion1.Replace("Compiled", outcome, StringComparison.Ordinal)).Outcome.ToString());

    [Fact]
    public void ReadRecord_EveryOutcome_IsReadBack() =>
        Assert.All(Enum.GetValues<OutcomeKind>(), outcome =>
            Assert.Equal(outcome, RecordsJson.ReadRecord(RecordsJson.Line(Record(SchemaTexts.RecordVersion2) with { Outcome = outcome })).Outcome));

    [Theory]
    [InlineData(SchemaTexts.RecordVersion1, ColdSample1, "null", "samples[0] is null")]
    [InlineData(SchemaTexts.RecordVersion1, "\"Compiled\"", "17", "its outcome cannot be read")]
    [InlineData(SchemaTexts.RecordVersion1, "\"Compiled\"", "\"Trapped\"", "its outcome cannot be read")]
    [InlineData(SchemaTexts.RecordVersion1, "\"Compiled\"", "\"TimedOut, Crashed\"", "its outcome cannot be read: the value is none of Compiled, ")]
    [InlineData(SchemaTexts.RecordVersion1, "\"Compiled\"", "null", "its outcome cannot be read")]
    [InlineData(SchemaTexts.RecordVersion2, ColdSample2, "null", "samples[0] is null")]
    [InlineData(SchemaTexts.RecordVersion2, "\"Completed\"", "17", "its outcome cannot be read")]
    [InlineData(SchemaTexts.RecordVersion2, "\"Completed\"", "0", "its outcome cannot be read")]
    [InlineData(SchemaTexts.RecordVersion2, "\"Completed\"", "\"17\"", "its outcome cannot be read")]
    [InlineData(SchemaTexts.RecordVersion2, "\"Completed\"", "\"TimedOut, Crashed\"", "its outcome cannot be read: the value is none of Completed, ")]
    [InlineData(SchemaTexts.RecordVersion2, "\"Completed\"", "null", "its outcome cannot be read")]
    [InlineData(SchemaTexts.RecordVersion2, "\"cold\"", "1", "its samples[0].kind cannot be read")]
    [InlineData(SchemaTexts.RecordVersion2, "\"cold\"", "\"7\"", "its samples[0].kind cannot be read")]
    public void ReadRecord_ValueNoToolWrites_IsRefusedWithItsPlace(string good, string value, string instead, string reason)
    {
        Assert.Contains(value, good, StringComparison.Ordinal);
        var refusal = Assert.Throws<RecordFormatException>(() => Record(good.Replace(value, instead, StringComparison.Ordinal)));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(RecordFault.Malformed, refusal.Fault);
    }

    [Fact]
    public void Read_NewerSchema_IsRefusedWithATypedReason()
    {
        var record = Assert.Throws<RecordFormatException>(() => Record("{\"schema\":3}"));
        var manifest = Assert.Throws<RecordFormatException>(() => Manifest("{\"schema\":3}"));

        Assert.Equal((RecordFault.NewerSchema, RecordFault.NewerSchema), (record.Fault, manifest.Fault));
        Assert.Equal("it has schema 3, this tool reads up to 2: use a newer compilebench", record.Message);
    }

    [Fact]
    public void Read_MessageThatSpeaksOfANewerTool_IsNotTakenForANewerSchema()
    {
        var refusal = Assert.Throws<RecordFormatException>(() => Record(SchemaTexts.RecordVersion2.Replace("\"Completed\"", "\"use a newer compilebench\"", StringComparison.Ordinal)));

        Assert.Equal(RecordFault.Malformed, refusal.Fault);
    }

    private static CaseRecord Record(string json) => RecordsJson.ReadRecord(Encoding.UTF8.GetBytes(json));

    private static RunManifest Manifest(string json) => RecordsJson.ReadManifest(Encoding.UTF8.GetBytes(json));
}
