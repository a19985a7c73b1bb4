using CompileBench.Results.Schema;
using CompileBench.Results.Storage;
using Xunit;

namespace CompileBench.Results.Tests.Storage;

public sealed class JournalTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Append_TwoRecords_AreReadBackAsWritten()
    {
        using (var writer = new JournalWriter(_path))
        {
            writer.Append(Record("a"));
            writer.Append(Record("b"));
        }

        var content = JournalReader.Read(_path);

        Assert.Equal(["a", "b"], content.Records.Select(r => r.Module));
        Assert.Equal(42, content.Records[0].Samples[0].Nanoseconds);
        Assert.Empty(content.Notices);
    }

    [Fact]
    public void Read_TornLastLine_IsDroppedWithANotice()
    {
        using (var writer = new JournalWriter(_path))
        {
            writer.Append(Record("a"));
        }

        File.AppendAllText(_path, "{\"schema\":2,\"operation\"");

        var content = JournalReader.Read(_path);

        Assert.Single(content.Records);
        Assert.Contains("line 2 is cut short", Assert.Single(content.Notices), StringComparison.Ordinal);
    }

    [Fact]
    public void Append_AfterATornLine_CutsItOff()
    {
        File.WriteAllText(_path, "{\"torn");
        using (var writer = new JournalWriter(_path))
        {
            writer.Append(Record("a"));
        }

        Assert.Single(JournalReader.Read(_path).Records);
    }

    [Fact]
    public void Read_CorruptMiddleLine_IsNamedByNumberAndSetAside()
    {
        using (var writer = new JournalWriter(_path))
        {
            writer.Append(Record("a"));
        }

        File.AppendAllText(_path, "rubbish\n");
        using (var writer = new JournalWriter(_path))
        {
            writer.Append(Record("b"));
        }

        var content = JournalReader.Read(_path);

        Assert.Equal(2, content.Records.Count);
        Assert.Contains("line 2", Assert.Single(content.Notices), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NewerSchema_IsRefused()
    {
        File.WriteAllText(_path, "{\"schema\":99}\n");

        var refusal = Assert.Throws<RecordFormatException>(() => JournalReader.Read(_path));
        Assert.Equal(RecordFault.NewerSchema, refusal.Fault);
        Assert.Contains("line 1 cannot be read: it has schema 99", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LinesOfBothSchemas_AreReadTogether()
    {
        File.WriteAllText(_path, SchemaTexts.RecordVersion1.ReplaceLineEndings("") + "\n" + SchemaTexts.RecordVersion2.ReplaceLineEndings("").Replace("\"a\"", "\"b\"", StringComparison.Ordinal) + "\n");

        var content = JournalReader.Read(_path);

        Assert.Empty(content.Notices);
        Assert.Equal(["a", "b"], content.Records.Select(r => r.Module));
        Assert.Equal(content.Records[0].Case with { Module = "b" }, content.Records[1].Case);
    }

    [Fact]
    public void Read_ToolFailedAndMeasuredAgain_LeavesTheFailureOut()
    {
        using (var writer = new JournalWriter(_path))
        {
            writer.Append(Record("a") with { Outcome = OutcomeKind.ToolFailed });
            writer.Append(Record("b") with { Outcome = OutcomeKind.ToolFailed });
            writer.Append(Record("a"));
        }

        var content = JournalReader.Read(_path);

        Assert.Equal([("b", OutcomeKind.ToolFailed), ("a", OutcomeKind.Completed)], content.Records.Select(r => (r.Module, r.Outcome)));
        Assert.Equal("a", Assert.Single(content.KeptOnResume).Module);
    }

    private static CaseRecord Record(string module) => new()
    {
        Operation = "compile",
        Module = module,
        Settings = "winch",
        Engine = "e",
        ModuleDigest = "sha256:0",
        EngineDigest = "sha256:0",
        Outcome = OutcomeKind.Completed,
        Samples = [new CompileTimeSample(1, 0, SampleKind.Cold, 1, 42, null)],
        StartedAt = DateTimeOffset.UnixEpoch,
    };
}
