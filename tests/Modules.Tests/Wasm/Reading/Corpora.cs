using Xunit;

namespace CompileBench.Modules.Tests.Wasm.Reading;

/// <summary>The corpora of real test modules that lie beside a checkout, at ../shared seen from its root. A clone elsewhere has none.</summary>
internal static class Corpora
{
    public static IReadOnlyList<string> SpecValid => Files("spec/valid", 1809);

    public static IReadOnlyList<string> SpecInvalid => Files("spec/invalid", 2613);

    public static IReadOnlyList<string> SpecMalformed => Files("spec/malformed", 708);

    public static IReadOnlyList<string> Smith => Files("smith", 240);

    public static IReadOnlyList<string> AllWellFormed => [.. SpecValid, .. Smith];

    /// <summary>What there is of <see cref="AllWellFormed"/>, for a test that has modules of its own as well.</summary>
    public static IReadOnlyList<string> WellFormedIfPresent =>
        [.. Directory.Exists(Folder("spec/valid")) ? SpecValid : [], .. Directory.Exists(Folder("smith")) ? Smith : []];

    private static string Folder(string folder) => Path.Combine(Directory.GetParent(Checkout())!.FullName, "shared", "corpora", folder);

    private static string[] Files(string folder, int expected)
    {
        var path = Folder(folder);
        if (!Directory.Exists(path))
        {
            Assert.Skip($"the corpus ../shared/corpora/{folder} is not beside this checkout");
        }

        var files = Directory.GetFiles(path, "*.wasm");
        Array.Sort(files, StringComparer.Ordinal);
        Assert.Equal(expected, files.Length);
        return files;
    }

    /// <summary>The root of the checkout.</summary>
    public static string Checkout()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Benchmarks.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("the tests do not run from within a checkout: Benchmarks.sln is in none of the folders above");
    }
}
