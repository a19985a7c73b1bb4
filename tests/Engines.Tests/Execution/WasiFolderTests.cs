using CompileBench.Engines.Isolation;
using Xunit;

namespace CompileBench.Engines.Tests.Execution;

/// <summary>What a WASI program gets: its own name, its folder to read, and nothing else.</summary>
public sealed class WasiFolderTests : IDisposable
{
    private readonly TestProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public void Execute_WasiProgram_HasNoEnvironmentAndOnlyItsOwnName()
    {
        _program.Command(
            """
            (drop (call $environ_sizes_get (i32.const 32) (i32.const 36)))
            (drop (call $args_sizes_get (i32.const 40) (i32.const 44)))
            (i32.store8 (i32.const 100) (i32.add (i32.const 48) (i32.load (i32.const 32))))
            (i32.store8 (i32.const 101) (i32.add (i32.const 48) (i32.load (i32.const 40))))
            (call $print (i32.const 1) (i32.const 100) (i32.const 2))
            """,
            "01");

        Assert.IsType<Outcome.Completed>(_program.Run());
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
            Assert.IsType<Outcome.Completed>(worker.Run(_program.Request(1), OperationLimits.Default, TestContext.Current.CancellationToken));
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

        Assert.IsType<Outcome.Completed>(_program.Run());

        Assert.Equal("data", File.ReadAllText(Path.Combine(input.FullName, "input.txt")));
        Assert.Equal("input.txt", Assert.Single(input.EnumerateFiles()).Name);
    }

    // A program that prints whether it could open a file of its folder.
    private DirectoryInfo OpenFile(string path, int openFlags, bool opens)
    {
        var input = Directory.CreateDirectory(Path.Combine(_program.Folder, "files"));
        File.WriteAllText(Path.Combine(input.FullName, "input.txt"), "data");
        _program.Command(
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
        _program.Command("", "");
        var process = _program.Workers.Take().ProcessId;
        Assert.IsType<Outcome.Completed>(_program.Run());
        Assert.NotEmpty(Copies(process));
        _program.Workers.Dispose();

        // A worker is killed and cannot clean up; its owner does.
        Assert.Empty(Copies(process));

        static string[] Copies(int process) => Directory.GetDirectories(Path.GetTempPath(), $"compilebench-workload-{process}-*");
    }
}
