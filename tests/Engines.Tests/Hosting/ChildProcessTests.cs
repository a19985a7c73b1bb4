using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using CompileBench.Engines.Hosting;
using Xunit;

namespace CompileBench.Engines.Tests.Hosting;

public class ChildProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public void Start_AnyProgram_LeadsItsOwnGroupFromTheStart()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the test reads /proc");
        using var child = Shell("sleep 300");

        Assert.Equal(child.Id, GroupOf(child.Id));
        Assert.Null(child.Exit);
    }

    [Fact]
    public void Kill_ProgramThatRuns_ReportsTheSignal()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals");
        using var child = Shell("sleep 300");

        child.Kill();

        Assert.Equal(new ExitStatus(null, 9), child.Exit);
    }

    [Fact]
    public void Exit_ProgramThatEnds_IsItsCode()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the test starts a shell");
        using var child = Shell("exit 147");

        Assert.True(child.WaitForExit(Patience));
        Assert.Equal(new ExitStatus(147, null), child.Exit);
    }

    [Fact]
    public void Streams_ProgramThatCopiesThem_CarryWhatIsWritten()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the test starts a shell");
        using var child = Shell("cat; echo \"$COMPILEBENCH_TEST_WORDS\" >&2", ("COMPILEBENCH_TEST_WORDS", "ä b"));
        child.Input.Write("hello"u8);
        child.Input.Dispose();

        Assert.Equal("hello", new StreamReader(child.Output).ReadToEnd());
        Assert.Equal("ä b\n", new StreamReader(child.Errors).ReadToEnd());
    }

    [Theory]
    [InlineData("sleep 300 >/dev/null 2>&1 & echo $!")]
    [InlineData("setsid sh -c 'echo $$; exec sleep 300 2>/dev/null' & read -r line < /dev/null; sleep 1")]
    public void WaitForExit_ProgramThatEndsByItself_LeavesNoDescendant(string script)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "descendants that left the session are found on Linux only");
        using var child = Shell(script);
        var descendant = int.Parse(new StreamReader(child.Output).ReadLine()!, CultureInfo.InvariantCulture);

        Assert.True(child.WaitForExit(Patience));

        Assert.Equal(0, child.Exit?.Code);
        Assert.Null(ProcessActivity.Read(descendant));
    }

    [Fact]
    public void Start_NoSuchProgram_Throws() =>
        Assert.Throws<Win32Exception>(() => ChildProcess.Start(new ProcessStartInfo("there-is-no-such-program")));

    [Theory]
    [InlineData(0, "exit code 0")]
    [InlineData(3, "exit code 3")]
    [InlineData(134, "exit code 134, as after signal 6 (SIGABRT)")]
    [InlineData(147, "exit code 147")]
    [InlineData(255, "exit code 255")]
    public void DescribeExitCode_CodeThatMayStandForASignal_SaysBoth(int code, string expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals");
        Assert.Equal(expected, ExitStatus.DescribeExitCode(code));
    }

    [Theory]
    [InlineData(0x9300, "exit code 147")]
    [InlineData(9, "signal 9 (SIGKILL)")]
    [InlineData(0x86, "signal 6 (SIGABRT)")]
    [InlineData(64, "signal 64")]
    public void FromWaitStatus_StatusWord_TellsSignalsFromCodes(int status, string expected) =>
        Assert.Equal(expected, ExitStatus.FromWaitStatus(status).ToString());

    [Fact]
    public void Read_StoppedProcess_IsStoppedAndUsesNoTime()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the test reads /proc");
        using var child = Shell("kill -STOP $$; exit 5");

        Assert.True(SpinWait.SpinUntil(() => ProcessActivity.Read(child.Id) is { IsStopped: true }, Patience));
        var first = ProcessActivity.Read(child.Id)!.Value.Cpu;
        Thread.Sleep(100);
        Assert.Equal(first, ProcessActivity.Read(child.Id)!.Value.Cpu);
    }

    [Fact]
    public void ForProcess_OwnProcess_IsWhatTheProcessSeesItself()
    {
        Assert.SkipUnless(ResidentMemory.IsKnown, "this system does not report memory");

        Assert.InRange(ResidentMemory.ForProcess(Environment.ProcessId)!.Value, 1 << 20, long.MaxValue);
        Assert.True(ResidentMemory.OwnPeak() >= ResidentMemory.Own() / 2);
        Assert.Null(ResidentMemory.ForProcess(int.MaxValue));
    }

    private static ChildProcess Shell(string script, params (string Name, string Value)[] variables)
    {
        var info = new ProcessStartInfo("sh", ["-c", script]);
        foreach (var (name, value) in variables)
        {
            info.Environment[name] = value;
        }

        return ChildProcess.Start(info);
    }

    private static int GroupOf(int id)
    {
        var text = File.ReadAllText($"/proc/{id}/stat");
        return int.Parse(text[(text.LastIndexOf(')') + 2)..].Split(' ')[2], CultureInfo.InvariantCulture);
    }
}
