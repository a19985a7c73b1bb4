using CompileBench.Engines.Isolation;
using CompileBench.Engines.Native;
using CompileBench.Engines.Operations;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Engines.Tests.Isolation;

public sealed class PairSeriesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Module => Path.Combine(_folder, "small.wasm");

    private string Copy => Path.Combine(_folder, PackagedLibrary.FileName);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Run_TwoLibraries_AnswersOneSampleOfEachPerPair(bool candidateFirst)
    {
        using var worker = Start(candidateFirst);

        var outcome = Assert.IsType<Outcome.Completed>(worker.Run(Request(new PairSeries([true, false, false, true, true, false], 1e12)), OperationLimits.Default, Stop));

        Assert.Equal((6, 6), (outcome.Samples.Count, outcome.CandidateSamples.Count));
        Assert.Equal(Enumerable.Range(0, 6), outcome.CandidateSamples.Select(s => s.Iteration));
        Assert.All(outcome.Samples.Concat(outcome.CandidateSamples), s => Assert.Equal(SampleKind.Warm, s.Kind));
        Assert.Equal(outcome.Artifact!.CodeDigest, outcome.CandidateArtifact!.CodeDigest);
    }

    [Fact]
    public void Run_NoTimeAtAll_MeasuresOnePair()
    {
        using var worker = Start(candidateFirst: false);

        var outcome = worker.Run(Request(new PairSeries([true, false, true], 0)), OperationLimits.Default, Stop);

        Assert.Equal((1, 1), (outcome.Samples.Count, outcome.CandidateSamples.Count));
    }

    [Fact]
    public void Run_OneFileTwice_IsRefusedInOneSentence()
    {
        var library = PackagedLibrary.Path();
        File.WriteAllBytes(Module, SmallModule.Bytes);
        using var worker = IsolatedWorker.StartPair(library, library, candidateFirst: false, null);

        var outcome = Assert.IsType<Outcome.Rejected>(worker.Run(Request(new PairSeries([true], 1)), OperationLimits.Default, Stop));

        Assert.Contains("are the same file", outcome.Reason, StringComparison.Ordinal);
        Assert.False(worker.IsAlive);
    }

    [Fact]
    public void Run_WorkerOfOneEngine_RefusesPairs()
    {
        File.WriteAllBytes(Module, SmallModule.Bytes);
        using var worker = IsolatedWorker.Start(null, null);

        Assert.Contains("two engines", worker.Run(Request(new PairSeries([true], 1)), OperationLimits.Default, Stop).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private IsolatedWorker Start(bool candidateFirst)
    {
        File.WriteAllBytes(Module, SmallModule.Bytes);
        File.Copy(PackagedLibrary.Path(), Copy);
        return IsolatedWorker.StartPair(PackagedLibrary.Path(), Copy, candidateFirst, null);
    }

    private OperationRequest Request(PairSeries series) => new(MeasuredOperation.Compile, "winch", Module, null, Summarize: true, Pairs: series);
}
