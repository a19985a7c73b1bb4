using CompileBench.Benchmarks.Contract;
using CompileBench.Benchmarks.Suite.Running;
using CompileBench.Engines.Hosting;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Probing;
using CompileBench.Modules;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Benchmarks.Tests;

public sealed class PreflightTests : IDisposable
{
    private static readonly byte[] Empty = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
    private static readonly OperationLimits Limits = OperationLimits.Default;

    private readonly string _module = Path.GetTempFileName();

    public PreflightTests() => File.WriteAllBytes(_module, Empty);

    public void Dispose() => File.Delete(_module);

    [Fact]
    public void Run_FindingThatCannotBeWrittenDown_EndsAllLanesWithThatFault()
    {
        var found = 0;

        var e = Assert.Throws<IOException>(() => new Preflight(Limits, lanes: 2).Run(
            Cases(10, ModuleDigest.Compute(Empty).ToString()),
            _ =>
            {
                found++;
                throw new IOException("no space left");
            },
            TestContext.Current.CancellationToken));

        Assert.Equal("no space left", e.Message);
        Assert.Equal(1, found);
    }

    [Fact]
    public void Run_ModuleChangedUnderItsDigest_IsAFailureOfTheTool()
    {
        var findings = new Preflight(Limits, lanes: 1).Run(Cases(1, "sha256:0"), _ => { }, TestContext.Current.CancellationToken);

        var outcome = Assert.IsType<Outcome.ToolFailed>(Assert.Single(findings).Outcome);
        Assert.Contains("the file was changed", outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WithAMemoryLimit_MeasuresThePeakOfEveryCase()
    {
        Assert.SkipUnless(ResidentMemory.IsKnown, "this system does not say what a process occupies");

        var findings = new Preflight(Limits with { MemoryBytes = 1L << 30 }, lanes: 1).Run(
            Cases(2, ModuleDigest.Compute(Empty).ToString()), _ => { }, TestContext.Current.CancellationToken);

        Assert.Equal(2, findings.Count);
        Assert.All(findings, f => Assert.NotNull(f.Outcome.PeakNativeBytes));
    }

    [Fact]
    public void Run_ShortCompile_IsMadeTwiceAndTheShorterOneCounts()
    {
        var finding = Assert.Single(new Preflight(Limits, lanes: 1).Run(Cases(1, ModuleDigest.Compute(Empty).ToString()), _ => { }, TestContext.Current.CancellationToken));

        var second = Assert.IsType<Outcome.Completed>(finding.Second);
        var shorter = Math.Min(finding.Outcome.Samples[0].NanosecondsPerOperation, second.Samples[0].NanosecondsPerOperation);
        Assert.Equal(TimeSpan.FromMicroseconds(shorter / 1000), finding.OneCompile);
    }

    private List<PlannedCase> Cases(int count, string digest)
    {
        var engine = new PlannedEngine("package", EngineBuild.FromPackage().LibraryPath, "");
        return [.. Enumerable.Range(0, count).Select(i => new PlannedCase(
            MeasuredOperation.Compile,
            new MeasuredCase(OperationNames.Compile, $"m{i}", "winch", "package"), new PlannedModule($"m{i}", _module, digest), engine))];
    }
}
