using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Settings;
using CompileBench.Modules;
using Xunit;

namespace CompileBench.Engines.Tests.Execution;

/// <summary>Executes small programs in a worker: whatever a program does is an outcome, and the worker goes on with the next one.</summary>
public sealed class ExecutionOutcomeTests : IDisposable
{
    private readonly TestProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public void Execute_ProgramThatPrintsWhatIsExpected_Completes()
    {
        _program.Command("""(call $print (i32.const 1) (i32.const 100) (i32.const 5))""", "hello", """(data (i32.const 100) "hello")""");

        var outcome = Assert.IsType<Outcome.Completed>(_program.Run());

        Assert.Equal(ModuleDigest.Compute("hello"u8).ToString(), outcome.OutputDigest);
        Assert.All(outcome.Samples, s => Assert.True(s.Nanoseconds > 0));
    }

    [Fact]
    public void Execute_OtherOutput_IsWrongOutputWithBothDigests()
    {
        _program.Command("""(call $print (i32.const 1) (i32.const 100) (i32.const 5))""", "hallo", """(data (i32.const 100) "hello")""");

        var outcome = Assert.IsType<Outcome.WrongOutput>(_program.Run());

        Assert.Contains(ModuleDigest.Compute("hello"u8).ToString(), outcome.Message, StringComparison.Ordinal);
        Assert.Contains(ModuleDigest.Compute("hallo"u8).ToString(), outcome.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unreachable", "unreachable")]
    [InlineData("(drop (i32.div_u (i32.const 1) (local.get $i)))", "divide by zero")]
    [InlineData("(drop (i32.load (i32.const -4)))", "out of bounds memory access")]
    public void Execute_Trap_IsTrappedWithTheEnginesReasonAndTheWorkerGoesOn(string body, string reason)
    {
        _program.Command(body, "");
        var process = _program.Workers.Take().ProcessId;

        var outcome = Assert.IsType<Outcome.Trapped>(_program.Run());

        Assert.Contains(reason, outcome.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("backtrace", outcome.Message, StringComparison.Ordinal);
        Assert.Equal(process, _program.Workers.Take().ProcessId);
    }

    [Fact]
    public void Execute_RecursionWithoutEnd_IsTrapped()
    {
        _program.Command("(call $deeper)", "", "(func $deeper (call $deeper))");

        Assert.Contains("stack", Assert.IsType<Outcome.Trapped>(_program.Run()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Execute_ImportThatNothingProvides_TrapsWithItsNameWhenItIsCalled()
    {
        _program.Write(TextModule.FromText("""(module (import "env" "absent" (func $absent)) (func (export "_start") (call $absent)))"""), "");

        var outcome = Assert.IsType<Outcome.Trapped>(_program.Run());

        Assert.Contains("env::absent", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Execute_Exit_IsComparedWithTheExpectedStatus()
    {
        _program.Command("(call $exit (i32.const 3)) unreachable", "");
        Assert.Contains("status 3, expected was 0", Assert.IsType<Outcome.WrongOutput>(_program.Run()).Message, StringComparison.Ordinal);

        _program.Command("(call $exit (i32.const 3)) unreachable", "", exitStatus: 3);
        _program.Workers.TakeFresh();
        Assert.IsType<Outcome.Completed>(_program.Run());
    }

    [Fact]
    public void Execute_ProgramWithoutEnd_TimesOut()
    {
        _program.Command("(loop $again (br $again))", "");

        Assert.IsType<Outcome.TimedOut>(_program.RunUntil(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Execute_PrintingWithoutEnd_TimesOut()
    {
        _program.Command("(loop $again (call $print (i32.const 1) (i32.const 0) (i32.const 60000)) (br $again))", "");

        Assert.IsType<Outcome.TimedOut>(_program.RunUntil(TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public void Execute_MoreOutputThanIsKept_IsWrongOutput()
    {
        _program.Command(
            """
            (local.set $i (i32.const 1200))
            (loop $again
              (call $print (i32.const 1) (i32.const 0) (i32.const 60000))
              (br_if $again (local.tee $i (i32.sub (local.get $i) (i32.const 1)))))
            """,
            "");

        Assert.Contains("more than 64 MiB", Assert.IsType<Outcome.WrongOutput>(_program.Run()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Execute_MemoryThatGrowsWithoutEnd_StopsGrowingAtTheLimit()
    {
        // The program grows until it is refused, and traps where it got more than a gibibyte.
        _program.Command("(loop $again (br_if $again (i32.ne (memory.grow (i32.const 16)) (i32.const -1)))) (if (i32.gt_u (memory.size) (i32.const 16384)) (then unreachable))", "");

        Assert.IsType<Outcome.Completed>(_program.Run());
    }

    [Fact]
    public void Execute_BenchProgram_TimesOnlyBetweenStartAndEnd()
    {
        const string Work = "(loop $again (br_if $again (local.tee $i (i32.sub (local.get $i) (i32.const 1)))))";
        _program.WriteBench($"(local $i i32) (local.set $i (i32.const 300000000)) {Work} (call $start) (call $end)");

        var outcome = Assert.IsType<Outcome.Completed>(_program.Run());

        // The loop before the region takes tens of milliseconds at least; an empty region is some thousand times shorter.
        Assert.All(outcome.Samples, s => Assert.InRange(s.CpuNanoseconds ?? 1, 0, 10_000_000));
    }

    [Theory]
    [InlineData("")]
    [InlineData("(call $start)")]
    [InlineData("(call $end)")]
    public void Execute_BenchProgramThatDoesNotCallBoth_IsWrongOutput(string body)
    {
        _program.WriteBench(body);

        Assert.Contains("bench.start", Assert.IsType<Outcome.WrongOutput>(_program.Run()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Execute_EveryRun_HasAFreshInstance()
    {
        // The program prints a byte of its memory and changes it.
        _program.Command("(call $print (i32.const 1) (i32.const 100) (i32.const 1)) (i32.store8 (i32.const 100) (i32.const 66))", "A", """(data (i32.const 100) "A")""");

        Assert.Equal(5, Assert.IsType<Outcome.Completed>(_program.Run(samples: 5)).Samples.Sum(s => s.Operations));
    }

    [Fact]
    public void Execute_ModuleWithoutWorkload_IsRejectedAndToldWhatToWrite()
    {
        File.WriteAllBytes(_program.ModulePath, TextModule.FromText("(module)"));

        Assert.Contains("write m.workload.json beside it", Assert.IsType<Outcome.Rejected>(_program.Run()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "is not a workload")]
    [InlineData("""{"schema":2,"kind":"command"}""", "schema")]
    [InlineData("""{"schema":1,"kind":"walk"}""", "command, bench or driver")]
    [InlineData("""{"schema":1,"kind":"driver"}""", "has no \"driver\"")]
    [InlineData("""{"schema":1,"kind":"command"}""", "has no \"expected\"")]
    [InlineData("""{"schema":1,"kind":"command","expected":{"output":"x"}}""", "is not a digest")]
    [InlineData("""{"schema":1,"kind":"command","folder":"absent","expected":{"output":"x"}}""", "there is no folder absent")]
    [InlineData("""{"schema":1,"kind":"driver","driver":"nobody","expected":{"output":"sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}}""", "no driver named nobody")]
    public void Execute_FaultyWorkloadFile_IsRejectedInOneLine(string json, string message)
    {
        File.WriteAllBytes(_program.ModulePath, SmallModule.Bytes);
        File.WriteAllText(Path.Combine(_program.Folder, "m.workload.json"), json);

        var words = Assert.IsType<Outcome.Rejected>(_program.Run()).Message;

        Assert.Contains(message, words, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', words!);
    }

    [Fact]
    public void Instantiate_TrapInTheStartFunction_IsTrapped()
    {
        File.WriteAllBytes(_program.ModulePath, TextModule.FromText("(module (func $start unreachable) (start $start))"));

        Assert.IsType<Outcome.Trapped>(_program.Run(operation: MeasuredOperation.Instantiate));
    }

    [Fact]
    public void Instantiate_ImportedMemoryTableAndGlobal_AreProvided()
    {
        File.WriteAllBytes(_program.ModulePath, TextModule.FromText(
            """(module (import "env" "memory" (memory 1)) (import "env" "table" (table 2 funcref)) (import "env" "base" (global i32)) (import "env" "f" (func)))"""));

        Assert.IsType<Outcome.Completed>(_program.Run(operation: MeasuredOperation.Instantiate));
    }

    [Fact]
    public void Execute_EverySetting_GivesTheSameOutput()
    {
        _program.Command("""(call $print (i32.const 1) (i32.const 100) (i32.const 5))""", "hello", """(data (i32.const 100) "hello")""");

        Assert.All(CompilerSettings.All, settings => Assert.IsType<Outcome.Completed>(_program.Run(settings: settings.Name)));
    }

    // Without fuel and without a deadline, the first instruction that checks them would trap.
    [Theory]
    [InlineData("winch+fuel+epochs")]
    [InlineData("speed-backtracking+fuel+epochs+debug-info+nan+bounds-checks+no-unwind-info+no-trap-signals+verifier")]
    public void Execute_KnobsThatStopPrograms_AreSetSoThatTheyDoNot(string settings)
    {
        _program.Command("""(local $n i32) (loop $again (br_if $again (i32.lt_u (local.tee $n (i32.add (local.get $n) (i32.const 1))) (i32.const 100000))))""", "");

        Assert.IsType<Outcome.Completed>(_program.Run(settings: settings));
    }
}
