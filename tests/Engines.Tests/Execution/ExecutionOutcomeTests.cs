using System.Text;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Settings;
using CompileBench.Modules;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Engines.Tests.Execution;

/// <summary>Executes small programs in a worker: whatever a program does is an outcome, and the worker goes on with the next one.</summary>
public sealed class ExecutionOutcomeTests : IDisposable
{
    private const string Bench = """(import "bench" "start" (func $start)) (import "bench" "end" (func $end))""";

    private readonly TestFolder _folder = new();
    private readonly WorkerSlot _workers = new(null, null);

    private string ModulePath => Path.Combine(_folder.Path, "m.wasm");

    public void Dispose()
    {
        _workers.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Execute_ProgramThatPrintsWhatIsExpected_Completes()
    {
        Command("""(call $print (i32.const 1) (i32.const 100) (i32.const 5))""", "hello", """(data (i32.const 100) "hello")""");

        var outcome = Assert.IsType<Outcome.Completed>(Run());

        Assert.Equal(ModuleDigest.Compute("hello"u8).ToString(), outcome.OutputDigest);
        Assert.All(outcome.Samples, s => Assert.True(s.Nanoseconds > 0));
    }

    [Fact]
    public void Execute_OtherOutput_IsWrongOutputWithBothDigests()
    {
        Command("""(call $print (i32.const 1) (i32.const 100) (i32.const 5))""", "hallo", """(data (i32.const 100) "hello")""");

        var outcome = Assert.IsType<Outcome.WrongOutput>(Run());

        Assert.Contains(ModuleDigest.Compute("hello"u8).ToString(), outcome.Message, StringComparison.Ordinal);
        Assert.Contains(ModuleDigest.Compute("hallo"u8).ToString(), outcome.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unreachable", "unreachable")]
    [InlineData("(drop (i32.div_u (i32.const 1) (local.get $i)))", "divide by zero")]
    [InlineData("(drop (i32.load (i32.const -4)))", "out of bounds memory access")]
    public void Execute_Trap_IsTrappedWithTheEnginesReasonAndTheWorkerGoesOn(string body, string reason)
    {
        Command(body, "");
        var process = _workers.Take().ProcessId;

        var outcome = Assert.IsType<Outcome.Trapped>(Run());

        Assert.Contains(reason, outcome.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("backtrace", outcome.Message, StringComparison.Ordinal);
        Assert.Equal(process, _workers.Take().ProcessId);
    }

    [Fact]
    public void Execute_RecursionWithoutEnd_IsTrapped()
    {
        Command("(call $deeper)", "", "(func $deeper (call $deeper))");

        Assert.Contains("stack", Assert.IsType<Outcome.Trapped>(Run()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Execute_ImportThatNothingProvides_TrapsWithItsNameWhenItIsCalled()
    {
        Write(TextModule.FromText("""(module (import "env" "absent" (func $absent)) (func (export "_start") (call $absent)))"""), "");

        var outcome = Assert.IsType<Outcome.Trapped>(Run());

        Assert.Contains("env::absent", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Execute_Exit_IsComparedWithTheExpectedStatus()
    {
        Command("(call $exit (i32.const 3)) unreachable", "");
        Assert.Contains("status 3, expected was 0", Assert.IsType<Outcome.WrongOutput>(Run()).Message, StringComparison.Ordinal);

        Command("(call $exit (i32.const 3)) unreachable", "", exitStatus: 3);
        _workers.TakeFresh();
        Assert.IsType<Outcome.Completed>(Run());
    }

    [Fact]
    public void Execute_ProgramWithoutEnd_TimesOut()
    {
        Command("(loop $again (br $again))", "");

        Assert.IsType<Outcome.TimedOut>(Run(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Execute_PrintingWithoutEnd_TimesOut()
    {
        Command("(loop $again (call $print (i32.const 1) (i32.const 0) (i32.const 60000)) (br $again))", "");

        Assert.IsType<Outcome.TimedOut>(Run(TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public void Execute_MoreOutputThanIsKept_IsWrongOutput()
    {
        Command(
            """
            (local.set $i (i32.const 1200))
            (loop $again
              (call $print (i32.const 1) (i32.const 0) (i32.const 60000))
              (br_if $again (local.tee $i (i32.sub (local.get $i) (i32.const 1)))))
            """,
            "");

        Assert.Contains("more than 64 MiB", Assert.IsType<Outcome.WrongOutput>(Run()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Execute_MemoryThatGrowsWithoutEnd_StopsGrowingAtTheLimit()
    {
        // The program grows until it is refused, and traps where it got more than a gibibyte.
        Command("(loop $again (br_if $again (i32.ne (memory.grow (i32.const 16)) (i32.const -1)))) (if (i32.gt_u (memory.size) (i32.const 16384)) (then unreachable))", "");

        Assert.IsType<Outcome.Completed>(Run());
    }

    [Fact]
    public void Execute_BenchProgram_TimesOnlyBetweenStartAndEnd()
    {
        const string Work = "(loop $again (br_if $again (local.tee $i (i32.sub (local.get $i) (i32.const 1)))))";
        WriteBench($"(local $i i32) (local.set $i (i32.const 300000000)) {Work} (call $start) (call $end)");

        var outcome = Assert.IsType<Outcome.Completed>(Run());

        // The loop before the region takes tens of milliseconds at least; an empty region is some thousand times shorter.
        Assert.All(outcome.Samples, s => Assert.InRange(s.CpuNanoseconds ?? 1, 0, 10_000_000));
    }

    [Theory]
    [InlineData("")]
    [InlineData("(call $start)")]
    [InlineData("(call $end)")]
    public void Execute_BenchProgramThatDoesNotCallBoth_IsWrongOutput(string body)
    {
        WriteBench(body);

        Assert.Contains("bench.start", Assert.IsType<Outcome.WrongOutput>(Run()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Execute_EveryRun_HasAFreshInstance()
    {
        // The program prints a byte of its memory and changes it.
        Command("(call $print (i32.const 1) (i32.const 100) (i32.const 1)) (i32.store8 (i32.const 100) (i32.const 66))", "A", """(data (i32.const 100) "A")""");

        Assert.Equal(5, Assert.IsType<Outcome.Completed>(Run(samples: 5)).Samples.Sum(s => s.Operations));
    }

    [Fact]
    public void Execute_ModuleWithoutWorkload_IsRejectedAndToldWhatToWrite()
    {
        File.WriteAllBytes(ModulePath, TextModule.FromText("(module)"));

        Assert.Contains("write m.workload.json beside it", Assert.IsType<Outcome.Rejected>(Run()).Message, StringComparison.Ordinal);
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
        File.WriteAllBytes(ModulePath, SmallModule.Bytes);
        File.WriteAllText(Path.Combine(_folder.Path, "m.workload.json"), json);

        var words = Assert.IsType<Outcome.Rejected>(Run()).Message;

        Assert.Contains(message, words, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', words!);
    }

    [Fact]
    public void Execute_WasiProgram_HasNoEnvironmentAndOnlyItsOwnName()
    {
        Command(
            """
            (drop (call $environ_sizes_get (i32.const 32) (i32.const 36)))
            (drop (call $args_sizes_get (i32.const 40) (i32.const 44)))
            (i32.store8 (i32.const 100) (i32.add (i32.const 48) (i32.load (i32.const 32))))
            (i32.store8 (i32.const 101) (i32.add (i32.const 48) (i32.load (i32.const 40))))
            (call $print (i32.const 1) (i32.const 100) (i32.const 2))
            """,
            "01");

        Assert.IsType<Outcome.Completed>(Run());
    }

    [Theory]
    [InlineData("49.0.0")]
    [InlineData("45.0.0")]
    [InlineData("44.0.0")]
    public void Execute_OtherVersions_MayReadTheFolderAndNotWrite(string version)
    {
        foreach (var (path, flags, opens) in (ReadOnlySpan<(string, int, bool)>)[("input.txt", 0, true), ("input.txt", 8, false), ("new.txt", 1, false)])
        {
            OpenFile(path, flags, opens);
            using var worker = IsolatedWorker.Start(SharedFiles.RequireEngine(version), null);
            Assert.IsType<Outcome.Completed>(worker.Run(Request(1), OperationLimits.Default, TestContext.Current.CancellationToken));
        }
    }

    [Theory]
    [InlineData("input.txt", 0, true)] // opens the input to read
    [InlineData("input.txt", 8, false)] // truncates it
    [InlineData("new.txt", 1, false)] // creates a file
    [InlineData("../m.wasm", 0, false)] // leaves the folder
    [InlineData("m.wasm", 0, false)] // the module itself is no input
    public void Execute_WasiProgram_MayReadItsFolderAndNothingElse(string path, int openFlags, bool opens)
    {
        var input = OpenFile(path, openFlags, opens);

        Assert.IsType<Outcome.Completed>(Run());

        Assert.Equal("data", File.ReadAllText(Path.Combine(input.FullName, "input.txt")));
        Assert.Equal("input.txt", Assert.Single(input.EnumerateFiles()).Name);
    }

    // A program that prints whether it could open a file of its folder.
    private DirectoryInfo OpenFile(string path, int openFlags, bool opens)
    {
        var input = Directory.CreateDirectory(Path.Combine(_folder.Path, "files"));
        File.WriteAllText(Path.Combine(input.FullName, "input.txt"), "data");
        Command(
            $"""
            (i32.store8 (i32.const 100) (i32.const 110))
            (if (i32.eqz (call $path_open (i32.const 3) (i32.const 0) (i32.const 200) (i32.const {path.Length}) (i32.const {openFlags}) (i64.const {(openFlags == 0 ? 2 : 66)}) (i64.const 0) (i32.const 0) (i32.const 16)))
              (then (i32.store8 (i32.const 100) (i32.const 121))))
            (call $print (i32.const 1) (i32.const 100) (i32.const 1))
            """,
            opens ? "y" : "n",
            $"(data (i32.const 200) \"{path}\")",
            folder: "files");
        return input;
    }

    [Fact]
    public void Execute_FolderCopies_AreGoneWhenTheWorkerEnds()
    {
        Command("", "");
        var process = _workers.Take().ProcessId;
        Assert.IsType<Outcome.Completed>(Run());
        Assert.NotEmpty(Copies(process));
        _workers.Dispose();

        // A worker is killed and cannot clean up; its owner does.
        Assert.Empty(Copies(process));

        static string[] Copies(int process) => Directory.GetDirectories(Path.GetTempPath(), $"compilebench-workload-{process}-*");
    }

    [Fact]
    public void Instantiate_TrapInTheStartFunction_IsTrapped()
    {
        File.WriteAllBytes(ModulePath, TextModule.FromText("(module (func $start unreachable) (start $start))"));

        Assert.IsType<Outcome.Trapped>(Run(operation: MeasuredOperation.Instantiate));
    }

    [Fact]
    public void Instantiate_ImportedMemoryTableAndGlobal_AreProvided()
    {
        File.WriteAllBytes(ModulePath, TextModule.FromText(
            """(module (import "env" "memory" (memory 1)) (import "env" "table" (table 2 funcref)) (import "env" "base" (global i32)) (import "env" "f" (func)))"""));

        Assert.IsType<Outcome.Completed>(Run(operation: MeasuredOperation.Instantiate));
    }

    [Fact]
    public void Execute_EverySetting_GivesTheSameOutput()
    {
        Command("""(call $print (i32.const 1) (i32.const 100) (i32.const 5))""", "hello", """(data (i32.const 100) "hello")""");

        Assert.All(CompilerSettings.All, settings => Assert.IsType<Outcome.Completed>(Run(settings: settings.Name)));
    }

    // Without fuel and without a deadline, the first instruction that checks them would trap.
    [Theory]
    [InlineData("winch+fuel+epochs")]
    [InlineData("speed-backtracking+fuel+epochs+debug-info+nan+bounds-checks+no-unwind-info+no-trap-signals+verifier")]
    public void Execute_KnobsThatStopPrograms_AreSetSoThatTheyDoNot(string settings)
    {
        Command("""(local $n i32) (loop $again (br_if $again (i32.lt_u (local.tee $n (i32.add (local.get $n) (i32.const 1))) (i32.const 100000))))""", "");

        Assert.IsType<Outcome.Completed>(Run(settings: settings));
    }

    private void Command(string body, string expected, string more = "", string? folder = null, int exitStatus = 0)
    {
        Write(TextModule.FromProgram(body, more), expected, folder, exitStatus);
    }

    private void Write(byte[] module, string expected, string? folder = null, int exitStatus = 0)
    {
        File.WriteAllBytes(ModulePath, module);
        var digest = ModuleDigest.Compute(Encoding.UTF8.GetBytes(expected));
        var place = folder is null ? "" : $"\"folder\": \"{folder}\", ";
        File.WriteAllText(
            Path.Combine(_folder.Path, "m.workload.json"),
            $$"""{ "schema": 1, "kind": "command", {{place}}"expected": { "output": "{{digest}}", "exitStatus": {{exitStatus}} } }""");
    }

    private void WriteBench(string body) => File.WriteAllBytes(ModulePath, TextModule.FromText($"(module {Bench} (func (export \"_start\") {body}))"));

    private OperationRequest Request(int samples, MeasuredOperation? operation = null, string settings = SettingNames.Baseline) =>
        new(operation ?? MeasuredOperation.Execute, settings, ModulePath, null, samples);

    private Outcome Run(TimeSpan? deadline = null, int samples = 1, MeasuredOperation? operation = null, string settings = SettingNames.Baseline) =>
        _workers.Run(Request(samples, operation, settings), new OperationLimits(deadline ?? OperationLimits.DefaultDeadline, null), TestContext.Current.CancellationToken);
}
