using System.Text.RegularExpressions;
using Xunit;

namespace CompileBench.Reporting.Tests.Publishing;

/// <summary>The scripts and manifests that people copy to a cluster: linted, and carried out with a stand-in for the suite.</summary>
public sealed partial class ClusterFilesTests
{
    private static readonly string Folder = Repository.At("results", "cluster");
    private static readonly string Manifest = Path.Combine(Folder, "kubernetes-job.yaml");

    [Fact]
    public void Scripts_Linted_HaveNoFinding()
    {
        Requires.Linux();
        Requires.Tool("shellcheck");
        string[] scripts = [.. Directory.EnumerateFiles(Folder, "*.sh"), .. Directory.EnumerateFiles(Folder, "*.sbatch"), .. Directory.EnumerateFiles(Repository.At("tests", "Cluster"), "*.sh")];

        Assert.Equal((0, ""), Run("shellcheck", Folder, ["--shell=bash", .. scripts]));
        Assert.Equal(7, scripts.Length);
    }

    [Fact]
    public void KubernetesManifest_NumberOfShards_IsTheSameInAllPlaces()
    {
        var text = File.ReadAllText(Manifest);
        string[] numbers = [.. Numbers().Matches(text).Select(m => m.Groups["number"].Value)];

        Assert.Equal(3, numbers.Length);
        Assert.Single(numbers.Distinct());
        Assert.Contains("completionMode: Indexed", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", "")]
    [InlineData("completions: 3", "completions: three", "/spec/completions type")]
    [InlineData("restartPolicy: Never", "restartPolicy: Sometimes", "/spec/template/spec/restartPolicy enum")]
    [InlineData("backoffLimitPerIndex", "backoffLimitPerindex", "/spec/backoffLimitPerindex is no field of the schema")]
    [InlineData("mountPath", "mountpath", "/spec/template/spec/containers/0/volumeMounts/0 required")]
    public void KubernetesManifest_CheckedAgainstTheSchemaOfItsApi_HasTheseFaults(string text, string changed, string fault)
    {
        NodePackages.Require("kubernetes-models");
        using var folder = new TestFolder();
        var manifest = File.ReadAllText(Manifest);
        File.WriteAllText(folder.At("job.yaml"), text.Length == 0 ? manifest : manifest.Replace(text, changed, StringComparison.Ordinal));

        var (code, output) = Run("node", NodePackages.Folder, "manifest.mjs", folder.At("job.yaml"));

        Assert.Equal(fault.Length == 0 ? 0 : 1, code);
        Assert.Contains(fault, output, StringComparison.Ordinal);
        Assert.True(fault.Length > 0 || output.Length == 0, output);
    }

    [Theory]
    [InlineData("", 0, 0, "--shard auto")]
    [InlineData("attempt", 0, 0, "--resume")]
    [InlineData("attempt", 1, 0, "--resume")]
    [InlineData("attempt", 2, 0, "--resume|--shard auto")]
    [InlineData("attempt", 134, 134, "--resume")]
    public void Shard_EarlierAttempt_IsResumedOrBegunAgain(string attempt, int resumeCode, int code, string asked)
    {
        Requires.Linux();
        Requires.Tool("bash");
        using var folder = new TestFolder();
        StandIn(folder, $"case \"$*\" in *--resume*) exit {resumeCode};; esac");
        if (attempt.Length > 0)
        {
            Directory.CreateDirectory(folder.At("runs/shard-1/attempt"));
            File.WriteAllText(folder.At("runs/shard-1/attempt/run.json"), "{}");
        }

        var (ended, output) = Run("bash", folder.Path, "-c", "PATH=\"$0:$PATH\" \"$1\" runs shard-1 --suite quick", folder.At("tools"), Path.Combine(Folder, "shard.sh"));

        Assert.True(ended == code, output);
        var calls = File.ReadAllLines(folder.At("asked"));
        Assert.Equal(asked.Split('|').Length, calls.Length);
        Assert.All(calls.Zip(asked.Split('|')), call => Assert.Contains(call.Second, call.First, StringComparison.Ordinal));
        Assert.All(calls, call => Assert.EndsWith("--filter *Compile* --suite quick", call, StringComparison.Ordinal));
    }

    [Fact]
    public void Parallel_ThreeShardsOnThisMachine_EachIsMeasuredOnceAndMerged()
    {
        Requires.Linux();
        Requires.Tool("parallel");
        using var folder = new TestFolder();
        StandIn(folder, "");

        var (code, output) = Run("bash", folder.Path, "-c", "PATH=\"$0:$PATH\" \"$1\" 3 'my runs' : --suite 'a suite'", folder.At("tools"), Path.Combine(Folder, "parallel.sh"));

        Assert.True(code == 0, output);
        var calls = File.ReadAllLines(folder.At("asked"));
        foreach (var shard in (int[])[1, 2, 3])
        {
            Assert.Single(calls, c => c.StartsWith($"{shard}/3 ", StringComparison.Ordinal) && c.EndsWith($"--out {folder.At("my runs")}/shard-{shard} --filter *Compile* --suite a suite", StringComparison.Ordinal));
        }

        var runs = folder.At("my runs");
        Assert.EndsWith($" merge {runs}/shard-1/ {runs}/shard-2/ {runs}/shard-3/ -o {runs}-merged", calls[3], StringComparison.Ordinal);
        Assert.Contains(" report ", calls[4], StringComparison.Ordinal);
        Assert.Equal(5, calls.Length);
    }

    // Writes down what it was asked, the number of the shard in front.
    private static void StandIn(TestFolder folder, string then)
    {
        Directory.CreateDirectory(folder.At("tools"));
        var dotnet = folder.At("tools/dotnet");
        File.WriteAllText(dotnet, $"#!/bin/bash\necho \"$COMPILEBENCH_SHARD $*\" >> '{folder.At("asked")}'\n{then}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(dotnet, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static (int Code, string Output) Run(string file, string directory, params string[] arguments)
    {
        var run = ProcessRun.In(directory, file, arguments);
        return (run.ExitCode, run.Output + run.Error);
    }

    [GeneratedRegex(@"(?:completions:|parallelism:|COMPILEBENCH_SHARD_COUNT\r?\n\s+value:) ""?(?<number>\d+)")]
    private static partial Regex Numbers();
}
