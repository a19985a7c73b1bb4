using CompileBench.Results.Storage;
using Xunit;

namespace CompileBench.Results.Tests.Storage;

public sealed class RunDirectoryTests : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("runs").FullName;

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    [Fact]
    public void Create_NameTaken_GetsANumber()
    {
        using var first = RunDirectory.Create(_parent, "run");
        using var second = RunDirectory.Create(_parent, "run");

        Assert.Equal(["run", "run-2"], new[] { first, second }.Select(r => Path.GetFileName(r.Path)));
    }

    [Fact]
    public async Task Create_ManyAtOnceUnderOneName_EachGetsADirectoryOfItsOwn()
    {
        const int Rivals = 4;
        for (var round = 0; round < 200; round++)
        {
            using var start = new Barrier(Rivals);
            var runs = new RunDirectory[Rivals];
            var threads = Enumerable.Range(0, Rivals).Select(i => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    runs[i] = RunDirectory.Create(_parent, $"round-{round}");
                },
                TaskCreationOptions.LongRunning));
            await Task.WhenAll(threads);

            Assert.Equal(Rivals, runs.Select(r => r.Path).Distinct().Count());
            Array.ForEach(runs, r => r.Dispose());
        }
    }

    [Fact]
    public void OpenForMeasuring_RunOfAnother_IsRefusedUntilItIsDone()
    {
        string path;
        using (var run = RunDirectory.Create(_parent, "run"))
        {
            path = run.Path;
            File.WriteAllText(run.ManifestPath, "{}");
            var refusal = Assert.Throws<RunInUseException>(() => RunDirectory.OpenForMeasuring(path));
            Assert.Contains("in use by another process", refusal.Message, StringComparison.Ordinal);
        }

        RunDirectory.OpenForMeasuring(path).Dispose();
    }

    // Whoever opened the lock before it was given up must meet those who come later: the file has to stay the same one.
    [Fact]
    public void Dispose_RunDone_LeavesTheLockFile()
    {
        var run = RunDirectory.Create(_parent, "run");
        run.Dispose();

        Assert.True(File.Exists(Path.Combine(run.Path, ".lock")));
    }

    [Fact]
    public void OpenForMeasuring_FaultOfTheFileSystem_IsNotCalledAnotherProcess()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a file system that allows no new files");

        // No file can be made under /proc, which stands in for a full or read-only disk.
        var fault = Assert.ThrowsAny<Exception>(() => RunDirectory.Create("/proc/self", "run"));
        Assert.True(fault is IOException or UnauthorizedAccessException);
        Assert.IsNotType<RunInUseException>(fault);
    }
}
