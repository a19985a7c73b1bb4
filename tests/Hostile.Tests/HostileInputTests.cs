using System.Diagnostics;
using System.Globalization;
using System.Text;
using CompileBench.Hostile.Tests.Inputs;
using Xunit;

namespace CompileBench.Hostile.Tests;

/// <summary>
/// Gives the real programs what an attacker, a broken disk or a mistake may give them. Each command ends in one clear line and exit code 2, or in a
/// result that says what was left out; none throws, hangs, runs what a file names, or changes a file elsewhere.
/// </summary>
public sealed class HostileInputTests : IDisposable
{
    // A longer line repeats the input instead of naming what is wrong with it.
    private const int MostLineLength = 1_500;

    private readonly TestFolder _folder = new();
    private readonly List<string> _faults = [];
    private readonly Dictionary<string, int> _endings = [];

    public HostileInputTests()
    {
        Requires.Unix();
        Directory.CreateDirectory(Path.Combine(Outside, "victim"));
        File.WriteAllText(Path.Combine(Outside, "victim.txt"), "{\"schema\":2");
        File.WriteAllText(Path.Combine(Outside, "victim", "kept.txt"), "kept");
    }

    private string Outside => _folder.At("outside");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Commands_HostileRunDirectories_EndInOneLineOrInACountedReport()
    {
        HostileRun[] runs = [.. HostileManifests.All(), .. HostileJournals.All(), .. HostileEntries.All()];
        var valid = Make(new("valid", Ending.Shown, _ => { }), 0);
        var files = runs.Select((run, i) => Make(run, i + 1)).ToList();
        MakePipes(files.SelectMany(f => f.Pipes));
        Assert.Equal(0, ProgramRun.RunCompilebench("report", valid.Folder, "-o", _folder.At("report-valid")).ExitCode);
        var outside = FolderSnapshot.Take(Outside);
        for (var i = 0; i < runs.Length; i++)
        {
            TryRun(runs[i], files[i].Folder, valid.Folder, _folder.At($"report-{i}"));
        }

        Assert.Equal(outside, FolderSnapshot.Take(Outside));
        Conclude(runs.Length, 148, "run directories");
    }

    [Fact]
    public void Commands_HostileSuites_EndInOneLine()
    {
        Each(HostileFile.Suites, (name, path) =>
        {
            Refused($"{name}: modules fetch --suite", ProgramRun.RunCompilebench("modules", "fetch", "--suite", path));
            Refused($"{name}: modules fetch --module", ProgramRun.RunCompilebench("modules", "fetch", "--module", path));
            Refused($"{name}: duel", ProgramRun.RunCompilebench("duel", "--calibrate", "--suite", path, "--out", _folder.At("runs")));
            Refused($"{name}: suite", ProgramRun.RunSuite("--filter", "*Compile*", "--suite", path, "--out", _folder.At("runs")));
        });
        Assert.False(Directory.Exists(_folder.At("runs")));
        Conclude(HostileFile.Suites.Count, 9, "suites");
    }

    [Fact]
    public void Report_HostileImports_EndInOneLineOrInACountedReport()
    {
        Each(HostileFile.Imports, (name, path) => OneLineOrResult(name, ProgramRun.RunCompilebench("report", path, "-o", _folder.At("report"))));
        Conclude(HostileFile.Imports.Count, 7, "imports");
    }

    [Fact]
    public void Probe_HostileLibraries_EndInOneLineAndLeaveNoProcess()
    {
        Requires.Linux();
        var compiler = Requires.FindTool("cc", "gcc", "clang");
        var made = HostileLibrary.All.Where(l => l.Source is null || compiler is not null).ToList();
        foreach (var (library, i) in made.Select((l, i) => (l, i)))
        {
            var path = _folder.At($"hostile-library-{i}.so");
            MakeLibrary(library, path, compiler);
            Refused($"{library.Name}: engines probe", ProgramRun.RunCompilebench("engines", "probe", $"mine={path}"));
            if (!IsMappedNowhere(path))
            {
                _faults.Add($"{library.Name}: a process with the library is left");
            }
        }

        if (made.Count < HostileLibrary.All.Count)
        {
            _endings["skipped because there is no C compiler"] = HostileLibrary.All.Count - made.Count;
        }

        Conclude(HostileLibrary.All.Count, 10, "engine libraries");
    }

    private void TryRun(HostileRun run, string folder, string valid, string output)
    {
        var before = FolderSnapshot.Take(folder);
        var report = ProgramRun.RunCompilebench("report", folder, "-o", output);
        OneLineOrResult($"{run.Name}: report", report);
        var ending = report.ExitCode == 2 ? Ending.Refused : report.Output.Contains("note: ", StringComparison.Ordinal) && run.Ending == Ending.Counted ? Ending.Counted : Ending.Shown;
        if (ending != run.Ending)
        {
            _faults.Add($"{run.Name}: report was expected to be {run.Ending} and was {ending}: exit code {report.ExitCode}, {Start(report.Error)} {Start(report.Output)}");
        }

        OneLineOrResult($"{run.Name}: compare", ProgramRun.RunCompilebench("compare", folder, valid));
        OneLineOrResult($"{run.Name}: history", ProgramRun.RunCompilebench("history", folder));
        if (!before.SequenceEqual(FolderSnapshot.Take(folder)))
        {
            _faults.Add($"{run.Name}: a command that only reads changed the run");
        }

        Refused($"{run.Name}: --resume", ProgramRun.RunSuite("--resume", folder));
        Refused($"{run.Name}: duel --resume", ProgramRun.RunCompilebench("duel", "--resume", folder));
        Refused($"{run.Name}: scaling --resume", ProgramRun.RunCompilebench("scaling", "--resume", folder));
    }

    private void Refused(string what, ProgramRun run)
    {
        OneLineOrResult(what, run);
        if (run.Fault is null && run.ExitCode != 2)
        {
            _faults.Add($"{what}: exit code {run.ExitCode}: {Start(run.Output)}");
        }
    }

    private void OneLineOrResult(string what, ProgramRun run)
    {
        var ending = run.Fault is not null ? "fault" : run.ExitCode == 2 ? "one line, exit code 2" : $"result, exit code {run.ExitCode}";
        _endings[ending] = _endings.GetValueOrDefault(ending) + 1;
        if (run.Fault is { } fault)
        {
            _faults.Add($"{what}: {Start(fault)}");
            return;
        }

        var lines = run.ErrorLines;
        if (run.ExitCode == 2 && !(lines.Count == 1 && lines[0].StartsWith("compilebench: ", StringComparison.Ordinal)))
        {
            _faults.Add($"{what}: {lines.Count} lines on standard error: {Start(run.Error)}");
        }

        foreach (var line in run.Output.Split('\n').Concat(lines))
        {
            if (line.Length > MostLineLength || line.Any(IsControl))
            {
                _faults.Add($"{what}: {(line.Length > MostLineLength ? $"a line of {line.Length} characters" : "a control character")}: {Start(line)}");
            }
        }
    }

    // Everything that is printed is text.
    private static bool IsControl(char c) => (char.IsControl(c) && c is not ('\t' or '\r')) || char.GetUnicodeCategory(c) == UnicodeCategory.Format;

    private void Conclude(int count, int expected, string what)
    {
        var endings = string.Join(", ", _endings.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{e.Value} x {e.Key}"));
        var line = $"{count} hostile {what}: {endings}; {_faults.Count} faults";
        TestContext.Current.TestOutputHelper!.WriteLine(line);

        // A runner shows nothing of a test that passes: .ci/run prints these files.
        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, $"hostile-{what.Replace(' ', '-')}.txt"), line + "\n");
        Assert.True(_faults.Count == 0, $"{_faults.Count} faults:\n{string.Join('\n', _faults)}");
        Assert.Equal(expected, count);
    }

    private RunFiles Make(HostileRun run, int number)
    {
        var files = new RunFiles(_folder.At($"run-{number:000}"), Outside);
        files.WriteValid();
        run.Spoil(files);
        return files;
    }

    private void Each(IReadOnlyList<HostileFile> files, Action<string, string> run)
    {
        files.ToList().ForEach(file => file.Make(_folder.At(file.FileName)));
        MakePipes(files.Where(f => f.IsPipe).Select(f => _folder.At(f.FileName)));
        foreach (var file in files)
        {
            run(file.Name, _folder.At(file.FileName));
        }
    }

    private static void MakeLibrary(HostileLibrary library, string path, string? compiler)
    {
        if (library.Source is { } source)
        {
            File.WriteAllText(path + ".c", source);
            Assert.Equal(0, ProcessRun.In(Path.GetDirectoryName(path)!, compiler!, "-shared", "-fPIC", "-w", "-o", path, path + ".c").ExitCode);
        }
        else if (library.Make is { } make)
        {
            make(path);
        }
        else
        {
            MakePipes([path]);
        }
    }

    private static void MakePipes(IEnumerable<string> paths)
    {
        using var made = Process.Start("mkfifo", paths);
        made.WaitForExit();
        Assert.Equal(0, made.ExitCode);
    }

    private static bool IsMappedNowhere(string library)
    {
        foreach (var maps in Directory.EnumerateDirectories("/proc").Where(d => int.TryParse(Path.GetFileName(d), out _)).Select(d => Path.Combine(d, "maps")))
        {
            try
            {
                if (File.ReadAllText(maps).Contains(library, StringComparison.Ordinal))
                {
                    return false;
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The process has ended or is somebody else's.
            }
        }

        return true;
    }

    private static string Start(string text)
    {
        var shown = new StringBuilder();
        foreach (var c in text.Length > 400 ? text[..400] : text)
        {
            shown.Append(char.IsControl(c) ? ' ' : c);
        }

        return shown.ToString();
    }
}
