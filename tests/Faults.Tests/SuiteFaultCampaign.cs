using CompileBench.Faults.Tests.Campaign;
using CompileBench.FaultyWorker;
using CompileBench.Modules;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Faults.Tests;

/// <summary>
/// One real run of the suite, with the real Wasmtime, to which everything happens that can: faults of compiles and workers in its preflight,
/// killed processes, signals, a full disk, damaged files, a clock that jumps. After each fault it is resumed, and at the end nothing is lost.
/// </summary>
public sealed class SuiteFaultCampaign
{
    private const string PassesDeadline = "call-results-on-stack@30000";
    private const string PassesMemory = "straight-line-i32@1000000";
    private const string ChangedModule = "straight-line-i32@301";
    private const string Default = "speed-backtracking";

    private static readonly string[] Small =
        [ChangedModule, "straight-line-i32@302", "straight-line-i32@303", "straight-line-i32@304", "straight-line-i32@305", "straight-line-i32@306", "straight-line-i32@307", "straight-line-i32@308",
        "straight-line-i32@309", "straight-line-i32@310", "straight-line-i32@311", "straight-line-i32@312", "straight-line-i32@313", "straight-line-i32@314", "straight-line-i32@315", "straight-line-i32@316"];

    private static readonly (string Module, string Misdeed, string Fault, string Message)[] WorkerFaults =
    [
        ("straight-line-i32@401", Misdeed.NativeAbort, "native abort (Winch asked for relaxed SIMD)", "signal 6 (SIGABRT): "),
        ("straight-line-i32@402", Misdeed.SegmentationFault, "SIGSEGV of a worker", "signal 11 (SIGSEGV)"),
        ("straight-line-i32@403", Misdeed.Killed, "SIGKILL of a worker", "signal 9 (SIGKILL)"),
        ("straight-line-i32@404", Misdeed.AnotherCase, "worker that answers for another case", "the worker answered request"),
        ("straight-line-i32@405", Misdeed.Rubbish, "worker that prints rubbish", "the worker printed a line that is not an answer"),
        ("straight-line-i32@406", Misdeed.EarlyExit, "worker that ends without a word", "exit code 0"),
    ];

    private readonly CampaignLog _log = new("fault-campaign.txt");
    private readonly List<JournalSnapshot> _snapshots = [];

    [Fact]
    public void Run_FaultAfterFault_LosesNothing()
    {
        Requires.Linux();
        using var run = new CampaignRun(HostDirectory.Make());
        run.Set(FaultList.Variable, string.Join(';', WorkerFaults.Select(f => $"{CampaignRun.DigestOf(f.Module)}={f.Misdeed}")));

        EndBySigterm(run);
        RefuseOthers(run);
        EndByCtrlC(run);
        EndBySigkill(run);
        EndByFullDisk(run);
        Complete(run);

        var end = run.Journal();
        Assert.All(_snapshots, snapshot => Assert.Empty(snapshot.LostIn(end)));
        JudgePreflight(end);
    }

    // With this seed the changed module comes in the middle of the round: after the change, and with cases left for the faults that follow.
    private static string[] Arguments(string suite) =>
        ["--suite", suite, "--settings", $"{Default},winch", "--timeout", "6s", "--memory-limit", "150MB", "--rounds", "1", "--seed", "16"];

    // The first host: its preflight meets the worker's faults, its first benchmark process is killed, one module changes under it, a second host
    // wants its directory, and then it is asked to end.
    private void EndBySigterm(CampaignRun run)
    {
        var suite = Path.Combine(run.Scratch, "faults.suite");
        File.WriteAllLines(suite, [.. Small, PassesDeadline, PassesMemory, .. WorkerFaults.Select(f => f.Module)]);
        using var host = run.Start(Arguments(suite));
        host.WaitUntil(() => host.Lines.Any(l => l.StartsWith("measuring ", StringComparison.Ordinal)), "the preflight ended");
        var counted = run.Journal();
        OverwriteInCache(run, ChangedModule);
        host.WaitUntil(() => run.Journal().Records.Count(r => r.Module == ChangedModule && Says(r, "does not have the digest")) == 2, "the changed module was refused");
        Survived("module changed under its digest", counted, run.Journal());

        counted = run.Journal();
        host.WaitUntil(() => run.Processes.BenchmarkProcess() is not null, "a benchmark ran");
        System.Diagnostics.Process.GetProcessById(run.Processes.BenchmarkProcess()!.Value).Kill();
        host.WaitUntil(() => run.Journal().Records.Any(r => Says(r, "signal 9 (SIGKILL)") && Says(r, "benchmark process")), "the killed case was recorded");
        Survived("SIGKILL of a benchmark process", counted, run.Journal());

        var before = run.Journal();
        run.ExpectRefusal("is in use by another process");
        Survived("second host on one run", before, run.Journal());
        AwaitCases(host, run, 1);

        before = run.Journal();
        host.Signal(PosixSignals.Terminate);
        Assert.Equal(130, host.WaitForEnd());
        Survived("SIGTERM of the host", before, run);
    }

    // Before the run goes on, hosts that are not allowed to go on with it.
    private void RefuseOthers(CampaignRun run)
    {
        var before = run.Journal();
        run.ExpectRefusal("--settings", "--settings", "none-singlepass");
        foreach (var (field, words) in new[] { ("\"label\": \"50", "engine"), ("\"cpu\": \"", "times of two machines"), ("\"digest\": \"sha256:", "has sha256:") })
        {
            var manifest = File.ReadAllText(run.ManifestPath);
            Assert.Contains(field, manifest, StringComparison.Ordinal);
            File.WriteAllText(run.ManifestPath, manifest.Replace(field, field + "0", StringComparison.Ordinal));
            run.ExpectRefusal(words);
            File.WriteAllText(run.ManifestPath, manifest);
        }

        Survived("resume with other settings, engine, host or digests", before, run.Journal());
    }

    private void EndByCtrlC(CampaignRun run)
    {
        var before = run.Journal();
        File.AppendAllText(run.JournalPath, "{\"schema\":1,\"phase\":\"compile\",\"module\":\"straight-l");
        using var host = run.Resume();
        AwaitCases(host, run, 1);
        Assert.Contains(host.Lines, l => l.Contains($"line {before.Count + 1} is cut short and was left out", StringComparison.Ordinal));
        Survived("torn journal line", before, run.Journal());

        before = run.Journal();
        host.SignalGroup(PosixSignals.Interrupt);
        Assert.Equal(130, host.WaitForEnd());
        Assert.Contains("go on with --resume", host.Lines[^1], StringComparison.Ordinal);
        Survived("Ctrl-C of the host", before, run);
    }

    private void EndBySigkill(CampaignRun run)
    {
        var damaged = Damage(run, line: 2);

        // What was on the damaged line is gone and measured again; everything before it counts from here.
        Assert.All(_snapshots, snapshot => Assert.InRange(snapshot.LostIn(damaged).Count, 0, 1));
        _snapshots.Clear();
        var clock = JumpingClock.Build(run.Scratch);
        run.Set("LD_PRELOAD", clock);
        using var host = run.Resume();
        run.Set("LD_PRELOAD", null);

        // One for the damaged line, which is measured again, and one more.
        AwaitCases(host, run, 2);
        Assert.Contains(host.Lines, l => l.Contains("line 2 cannot be read and was left out", StringComparison.Ordinal));
        Survived("corrupt line in the middle", damaged, run.Journal());
        if (clock is null)
        {
            _log.Skipped("clock that jumps back", "there is no C compiler");
        }
        else
        {
            var earliest = damaged.Records.Min(r => r.StartedAt);
            Assert.Contains(run.Journal().Records, r => r.StartedAt < earliest);
            Survived("clock that jumps back by a day", damaged, run.Journal());
        }

        var before = run.Journal();
        host.Signal(PosixSignals.Kill);
        Assert.Equal(128 + PosixSignals.Kill, host.WaitForEnd());
        Survived("SIGKILL of the host", before, run);
    }

    private void EndByFullDisk(CampaignRun run)
    {
        using var host = run.Resume();
        AwaitCases(host, run, 1);
        var before = run.Journal();
        run.Disk.Fill(host.ProcessId, run.JournalPath);
        Assert.Equal(2, host.WaitForEnd());
        Assert.Contains("--resume", Assert.Single(host.Errors), StringComparison.Ordinal);
        Survived($"full disk ({run.Disk.Means})", before, run);
        run.Disk.Free();
    }

    private void Complete(CampaignRun run)
    {
        var before = run.Journal();
        using (var host = run.Resume())
        {
            // A stopped process is a hang that no preflight can foresee.
            host.WaitUntil(() => run.Processes.BenchmarkProcess() is not null, "a benchmark ran");
            StopProcess(run.Processes.BenchmarkProcess()!.Value);
            Assert.Equal(1, host.WaitForEnd());
            Assert.Contains(host.Lines, l => l.Contains(PassesDeadline, StringComparison.Ordinal) && l.Contains("> ", StringComparison.Ordinal));
        }

        var end = run.Journal();
        var hung = Assert.Single(end.Records, r => r.Outcome == OutcomeKind.TimedOut && Says(r, "of measuring"));
        Assert.True(hung.Samples[^1].NanosecondsPerOperation > TimeSpan.FromSeconds(30).TotalNanoseconds);
        Survived("benchmark that hangs", before, end);
        Assert.Empty(end.Repeated);
        Assert.Equal(2 * (2 + Small.Length + WorkerFaults.Length), end.Count);
        var charts = Directory.EnumerateFiles(Path.Combine(run.Folder, "report", "charts"), "*.json").Select(File.ReadAllText);
        Assert.Contains(charts, c => c.Contains(PassesDeadline, StringComparison.Ordinal));

        var share = MeasuredShareOf(run);
        using var again = run.Resume();
        Assert.Equal(1, again.WaitForEnd());
        Assert.Equal(share, MeasuredShareOf(run));
        Assert.Equal(end.Count, run.Journal().Count);
        Assert.Empty(end.LostIn(run.Journal()));
        run.ExpectNoOrphans();
    }

    // What the preflight met, in the order the journal has it: each fault beside the cases finished before it and those of the completed run.
    private void JudgePreflight(JournalSnapshot end)
    {
        foreach (var (module, _, fault, message) in WorkerFaults)
        {
            var records = end.Records.Where(r => r.Module == module).ToList();
            Assert.Equal(2, records.Count);
            Assert.All(records, r => Assert.Equal(OutcomeKind.Crashed, r.Outcome));
            Assert.All(records, r => Assert.Contains(message, r.Message, StringComparison.Ordinal));
            _log.Survived(fault, end.Before(records[0].Case), end);
        }

        Assert.Contains(
            "relaxed_simd", end.Records.First(r => r.Module == WorkerFaults[0].Module).Message, StringComparison.Ordinal);
        var late = end.Records.Single(r => r.Module == PassesDeadline && r.Settings == Default);
        Assert.Equal(OutcomeKind.TimedOut, late.Outcome);
        Assert.Single(late.Samples);
        _log.Survived("compile past its deadline", end.Before(late.Case), end);

        var large = end.Records.Single(r => r.Module == PassesMemory && r.Settings == Default);
        Assert.Equal(OutcomeKind.OutOfMemory, large.Outcome);
        _log.Survived("memory past its limit", end.Before(large.Case), end);

        var untouched = end.Records.Where(r => Small.Contains(r.Module) && r.Module != ChangedModule).ToList();
        // Two of them had their own process killed or stopped.
        Assert.InRange(untouched.Count(r => r.Outcome == OutcomeKind.Completed), untouched.Count - 2, untouched.Count);
    }

    // A host that finds nothing to do has no share of its own.
    private static double MeasuredShareOf(CampaignRun run) =>
        System.Text.Json.JsonDocument.Parse(File.ReadAllText(run.ManifestPath)).RootElement.GetProperty("measuredShare").GetDouble();

    private static bool Says(CaseRecord record, string words) => record.Message?.Contains(words, StringComparison.Ordinal) == true;

    private static void AwaitCases(SuiteHost host, CampaignRun run, int more)
    {
        var before = run.Journal().Count;
        host.WaitUntil(() => run.Journal().Count >= before + more, $"{more} more cases were finished");
    }

    private static void OverwriteInCache(CampaignRun run, string recipe)
    {
        var hex = ModuleDigest.Parse(CampaignRun.DigestOf(recipe)).Hex;
        var file = Assert.Single(Directory.EnumerateFiles(run.Scratch, $"{hex}.wasm", SearchOption.AllDirectories));
        File.WriteAllBytes(file, [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    }

    private static JournalSnapshot Damage(CampaignRun run, int line)
    {
        var lines = File.ReadAllLines(run.JournalPath);
        var victim = lines[line - 1];

        // What a file system leaves where a block was never written.
        lines[line - 1] = string.Concat(victim.AsSpan(0, victim.Length / 2), "\0\0\0\0\0\0\0\0", victim.AsSpan((victim.Length / 2) + 8));
        File.WriteAllText(run.JournalPath, string.Join('\n', lines) + "\n");
        return run.Journal();
    }

    private static void StopProcess(int id)
    {
        using var stop = System.Diagnostics.Process.Start("kill", ["-STOP", $"{id}"]);
        stop.WaitForExit();
    }

    private void Survived(string fault, JournalSnapshot before, CampaignRun run)
    {
        run.ExpectNoOrphans();
        Survived(fault, before, run.Journal());
    }

    private void Survived(string fault, JournalSnapshot before, JournalSnapshot after)
    {
        _snapshots.Add(after);
        _log.Survived(fault, before, after);
    }
}
