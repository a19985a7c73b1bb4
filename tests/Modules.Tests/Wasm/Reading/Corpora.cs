using Xunit;

namespace CompileBench.Modules.Tests.Wasm.Reading;

/// <summary>The corpora of test modules in <c>../shared/corpora</c>. A test that needs an absent one is skipped.</summary>
internal static class Corpora
{
    public static IReadOnlyList<string> SpecValid => Files("spec/valid", 1809);

    public static IReadOnlyList<string> SpecInvalid => Files("spec/invalid", 2613);

    public static IReadOnlyList<string> SpecMalformed => Files("spec/malformed", 708);

    public static IReadOnlyList<string> Smith => Files("smith", 240);

    /// <summary>Modules from reports of users and of other tools, some of them malformed.</summary>
    public static IReadOnlyList<string> Reports => Files("reports", 39);

    public static IReadOnlyList<string> AllWellFormed => [.. SpecValid, .. Smith];

    /// <summary>What there is of <see cref="AllWellFormed"/>, for a test that has modules of its own as well.</summary>
    public static IReadOnlyList<string> WellFormedIfPresent =>
        [.. SharedFiles.Find("corpora", "spec", "valid") is null ? [] : SpecValid, .. SharedFiles.Find("corpora", "smith") is null ? [] : Smith];

    private static string[] Files(string folder, int expected)
    {
        var files = Directory.GetFiles(SharedFiles.Require(["corpora", .. folder.Split('/')]), "*.wasm");
        Array.Sort(files, StringComparer.Ordinal);
        Assert.Equal(expected, files.Length);
        return files;
    }
}
