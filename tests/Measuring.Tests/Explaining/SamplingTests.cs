using CompileBench.Analysis.Explanation;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Native.Standalone;
using CompileBench.Engines.Settings;
using CompileBench.Measuring.Explaining.Sampling;
using CompileBench.Measuring.Explaining.Stages;
using CompileBench.Measuring.Tests.Instructions;
using Xunit;

namespace CompileBench.Measuring.Tests.Explaining;

public class SamplingTests
{
    private const string Script = """
        19207.000000001: 
        	          16d95f __memmove_avx512 (/usr/lib/libc.so.6)
        	          7f6257 <regalloc2::ion::Env<a::B>>::run (/lib/libwasmtime.so)
        	ffffffffffffffff [unknown] ([unknown])

        19207.000000002: 
        	ffffffff821cc600 mas_find ([kernel.kallsyms])
        	          98461 malloc (/usr/lib/libc.so.6)

        19207.900000000: 
        	          7f6257 late (/lib/libwasmtime.so)

        """;

    [Fact]
    public void Read_PerfsWords_TimesAndFrames()
    {
        var samples = PerfScriptReader.Read(new StringReader(Script)).ToList();

        Assert.Equal([19_207_000_000_001, 19_207_000_000_002, 19_207_900_000_000], samples.Select(s => s.Nanoseconds));
        Assert.Equal(["__memmove_avx512", "<regalloc2::ion::Env<a::B>>::run"], samples[0].Frames);
        Assert.Equal([PerfScriptReader.KernelFrame, "malloc"], samples[1].Frames);
    }

    [Theory]
    [InlineData("\u0000\u0001garbage\n")]
    [InlineData("79228162514264337593543950335: \n")]
    [InlineData("19207.000000001: \n\tffffffff821cc600 mas_find ([kernel.kallsyms])\n\nnot a time\n")]
    public void Read_DamagedOutput_QuotesTheLine(string script)
    {
        var fault = Assert.Throws<InvalidDataException>(() => PerfScriptReader.Read(new StringReader(script)).ToList());

        Assert.Contains("where a time was expected", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromSamples_CopiesAndFaults_FallToWhoCausedThem()
    {
        var window = new CompileWindow(19_207_000_000_000, 19_207_500_000_000, 500_000_000);

        var explanation = SampledExplanationBuilder.FromSamples("m", "s", "e", window, PerfScriptReader.Read(new StringReader(Script)), StagePatterns.Default)!;

        Assert.Equal(2, explanation.Samples);
        Assert.Equal([CompilerStage.RegisterAllocation, CompilerStage.Memory], explanation.Stages.Select(p => p.Stage));
    }

    [Fact]
    public void Script_AToolThatFails_ItsWordsAndNoSamples()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("the tool of this test is a shell script");
            return;
        }

        using var folder = new TestFolder();
        var tool = Path.Combine(folder.Path, "perf");
        File.WriteAllText(tool, "#!/bin/sh\necho '1.000000001:'\necho 'incompatible file format' >&2\necho >&2\nexit 22\n");
        File.SetUnixFileMode(tool, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var (samples, fault) = CompileSampler.Script(tool, "perf.data", TestContext.Current.CancellationToken);

        Assert.Empty(samples);
        Assert.Equal("perf script failed with exit code 22: incompatible file format", fault);
    }

    // Values of Wilson's interval for 10 of 100 and 0 of 10: Brown, Cai and DasGupta, "Interval estimation for a binomial proportion", 2001.
    [Theory]
    [InlineData(10, 100, 0.0552, 0.1744)]
    [InlineData(0, 10, 0, 0.2775)]
    public void Share_HitsOfSamples_WilsonsBounds(int hits, int samples, double lower, double upper)
    {
        var share = BinomialShare.FromHits(hits, samples);

        Assert.Equal(lower, share.Lower, 4);
        Assert.Equal(upper, share.Upper, 4);
    }

    [Fact]
    public void Sample_NestedLoopsAndLocals_SamplesFallToStages()
    {
        Assert.SkipUnless(CompileSampler.MissingHere is null, CompileSampler.MissingHere ?? "");
        var engine = SharedEngines.Find("package");

        var result = CompileSampler.Sample(
            engine, CompilerSettings.Baseline, "ladder", InstructionCounterTests.Ladder("nested-loops-locals@400"), OperationLimits.Default, TestContext.Current.CancellationToken);

        Assert.SkipWhen(result.Explanation is null && result.Message!.Contains("exit code 255", StringComparison.Ordinal), "perf may not sample here: " + result.Message);
        Assert.Null(result.Message);

        // Which stage takes the most is asserted on instruction counts, which do not depend on the machine's load.
        Assert.Contains(result.Explanation!.Stages, p => p.Stage == CompilerStage.RegisterAllocation && p.Samples > 0);
        Assert.Equal(result.Explanation.Samples, result.Explanation.Stages.Sum(p => p.Samples));
    }
}
