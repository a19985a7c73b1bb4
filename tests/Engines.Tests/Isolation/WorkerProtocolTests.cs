using System.Text.Json;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Engines.Tests.Isolation;

public class WorkerProtocolTests
{
    [Fact]
    public void ReadAnswer_LineOfAnAnswer_GivesItBack()
    {
        var artifact = new ArtifactSummary(100, 60, "sha256:1", "50", "x86_64-unknown-linux-gnu", new Dictionary<string, string> { ["opt_level"] = "speed" }) { Sections = [".text"] };
        var answer = new WorkerAnswer
        {
            Id = 7, Kind = AnswerKind.Failed, Message = "two\nlines", Failure = OutcomeKind.Rejected, Runs = 3, Nanoseconds = long.MaxValue, CpuNanoseconds = 5, Cold = true, PeakNativeBytes = 9,
        };

        var line = WorkerProtocol.Line(answer with { Artifact = artifact });
        var read = WorkerProtocol.ReadAnswer(line)!;

        Assert.DoesNotContain('\n', line);
        Assert.Equal(answer, read with { Artifact = null });
        Assert.Equal(artifact.Flags, read.Artifact!.Flags);
        Assert.Equal(artifact.Sections, read.Artifact.Sections);
        Assert.Equal(artifact, read.Artifact with { Flags = artifact.Flags, Sections = artifact.Sections });
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"id\":1,\"kind\":\"done\"}")]
    [InlineData("compilebench ")]
    [InlineData("compilebench {}")]
    [InlineData("compilebench {\"id\":\"one\",\"kind\":\"done\"}")]
    [InlineData("compilebench {\"id\":1,\"kind\":\"done\"} and more")]
    [InlineData(" compilebench {\"id\":1,\"kind\":\"done\"}")]
    public void ReadAnswer_AnythingElse_IsNull(string line) => Assert.Null(WorkerProtocol.ReadAnswer(line));

    [Fact]
    public void ReadRequest_LineOfARequest_GivesItBack()
    {
        var request = new WorkerRequest(3, "compile", "winch", "/tmp/ä b.wasm", null, 2, true, 4);

        Assert.Equal(request, WorkerProtocol.ReadRequest(WorkerProtocol.Line(request)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1]")]
    public void ReadRequest_AnythingElse_Throws(string line) => Assert.ThrowsAny<JsonException>(() => WorkerProtocol.ReadRequest(line));
}
