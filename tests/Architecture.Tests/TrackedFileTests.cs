using System.Text.RegularExpressions;
using Xunit;

namespace CompileBench.Architecture.Tests;

/// <summary>Rules for every file that git tracks.</summary>
public sealed partial class TrackedFileTests
{
    private static readonly string[] Binary = [".png", ".wasm", ".woff", ".woff2"];

    [Fact]
    public void Namespaces_FollowFolders()
    {
        var wrong = Tracked().Where(path => path.EndsWith(".cs", StringComparison.Ordinal))
            .Select(path => (Path: path, Namespace: DeclaredNamespace(Text(path))))
            .Where(file => file.Namespace is not null && file.Namespace != ExpectedNamespace(file.Path) && !IsBenchmark(file.Path, file.Namespace))
            .Select(file => $"{file.Path}: {file.Namespace} instead of {ExpectedNamespace(file.Path)}");

        Rule.HasNoViolation(wrong);
    }

    /// <summary>A name says what the method returns: <c>FromRecords</c>, <c>ForSettings</c>, ...</summary>
    [Fact]
    public void Methods_AreNotCalledOf() =>
        Rule.HasNoViolation(Tracked().Where(path => path.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(path => File.ReadLines(Repository.At(path)).Select((line, i) => (Line: line.Trim(), Place: $"{path}:{i + 1}")))
            .Where(one => MethodCalledOf().IsMatch(one.Line))
            .Select(one => $"{one.Place}: {one.Line}"));

    // Such paths are one path on macOS and Windows.
    [Fact]
    public void Paths_DifferInMoreThanCase()
    {
        var parts = Tracked().SelectMany(path => path.Split('/').Select((_, i) => string.Join('/', path.Split('/').Take(i + 1)))).Distinct();

        Rule.HasNoViolation(parts.GroupBy(path => path, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1).Select(same => string.Join(" and ", same)));
    }

    [Fact]
    public void Files_NameNoPathOfThisMachine()
    {
        string[] places = [Repository.Root, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)];
        string[] named = [.. places.Where(place => place.Trim('/', '\\').Length > 1).SelectMany(place => new[] { place + "/", place + "\\" })];

        var wrong = Tracked().Where(path => !Binary.Contains(Path.GetExtension(path))).Where(path => named.Any(place => Text(path).Contains(place, StringComparison.Ordinal)));

        Rule.HasNoViolation(wrong);
    }

    [Fact]
    public void LockFiles_AreTrackedForEveryProjectThatHasPackages()
    {
        var tracked = Tracked();
        var projects = tracked.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal) && !path.StartsWith("modules/", StringComparison.Ordinal));

        Rule.HasNoViolation(projects.Where(path => !tracked.Contains(Path.GetDirectoryName(path)!.Replace('\\', '/') + "/packages.lock.json")));
    }

    private static HashSet<string> Tracked()
    {
        var git = Requires.Tool("git");
        var list = ProcessRun.In(Repository.Root, git, "ls-files", "-z", "--cached");
        Assert.SkipWhen(list.ExitCode != 0, "needs a git working copy");
        return [.. list.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(path => File.Exists(Repository.At(path)))];
    }

    // BenchmarkDotNet names a benchmark by its namespace and class. Filters and records use that name, so it stays as it is.
    private static bool IsBenchmark(string path, string @namespace) =>
        @namespace == "Benchmarks" && path.StartsWith("benchmarks/", StringComparison.Ordinal) && path.EndsWith("Benchmarks.cs", StringComparison.Ordinal);

    private static string Text(string path) => File.ReadAllText(Repository.At(path));

    private static string? DeclaredNamespace(string source) => Namespace().Match(source) is { Success: true } match ? match.Groups[1].Value : null;

    private static string ExpectedNamespace(string path)
    {
        var folders = path.Split('/')[..^1];
        return string.Join('.', folders[0] is "tools" or "tests" ? ["CompileBench", .. folders[1..]] : ["CompileBench", "Benchmarks", .. folders[1..]]);
    }

    [GeneratedRegex(@"\bOf(<[^()]+>)?\(")]
    private static partial Regex MethodCalledOf();

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
