using System.Globalization;
using Xunit;

namespace CompileBench.Modules.Tests.Generation;

/// <summary>
/// The file of digests that generated modules must have for ever: one line a recipe, name, bytes and digest apart by tabs.
/// A new recipe is taken in on purpose by running the tests with COMPILEBENCH_ACCEPT_GOLDEN=1, which only ever appends lines. A line
/// that is there is never changed: records all over the world refer to that module by its name. Make another shape instead.
/// </summary>
internal sealed class GoldenDigests
{
    private const string AcceptVariable = "COMPILEBENCH_ACCEPT_GOLDEN";

    private readonly string _path;
    private readonly Dictionary<string, string> _lines;

    private GoldenDigests(string path, Dictionary<string, string> lines)
    {
        _path = path;
        _lines = lines;
    }

    public static GoldenDigests Read(string fileName)
    {
        var path = Repository.At("tests", "Modules.Tests", "Generation", fileName);
        var lines = File.Exists(path) ? File.ReadAllLines(path) : [];
        return new GoldenDigests(path, lines.ToDictionary(line => line[..line.IndexOf('\t', StringComparison.Ordinal)], StringComparer.Ordinal));
    }

    /// <summary>Holds every module against its line; with the variable set, modules without a line get one.</summary>
    public void AssertHold(IEnumerable<(string Name, byte[] Bytes)> modules)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var added = new List<string>();
        foreach (var (name, bytes) in modules)
        {
            seen.Add(name);
            var line = string.Create(CultureInfo.InvariantCulture, $"{name}\t{bytes.Length}\t{ModuleDigest.Compute(bytes)}");
            if (_lines.TryGetValue(name, out var golden))
            {
                Assert.Equal(golden, line);
            }
            else
            {
                added.Add(line);
            }
        }

        Assert.All(_lines.Keys, name => Assert.Contains(name, seen));
        if (added.Count > 0 && Environment.GetEnvironmentVariable(AcceptVariable) == "1")
        {
            File.AppendAllText(_path, string.Concat(added.Select(line => line + "\n")));
            return;
        }

        Assert.True(added.Count == 0, $"{added.Count} recipes have no line in {Path.GetFileName(_path)}, the first is {added.FirstOrDefault()}: "
            + $"run the tests once with {AcceptVariable}=1 and commit the file");
    }
}
