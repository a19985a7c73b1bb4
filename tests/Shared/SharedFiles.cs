using Xunit;

namespace CompileBench.Shared;

/// <summary>Optional test data in the folder <c>shared</c> beside the working copy: corpora of modules and native libraries of other Wasmtime versions.</summary>
public static class SharedFiles
{
    /// <summary>The full path of a file or folder in <c>../shared</c>, or <see langword="null"/> where it does not exist.</summary>
    public static string? Find(params string[] parts)
    {
        var path = Path.GetFullPath(Path.Combine([Repository.Root, "..", "shared", .. parts]));
        return Path.Exists(path) ? path : null;
    }

    /// <summary>The full path of a file or folder in <c>../shared</c>. Skips the test where it does not exist.</summary>
    public static string Require(params string[] parts)
    {
        var path = Find(parts);
        Assert.SkipWhen(path is null, $"needs ../shared/{string.Join('/', parts)}");
        return path!;
    }

    /// <summary>The full path of the native library of a Wasmtime version. Skips the test where it does not exist.</summary>
    public static string RequireEngine(string version) => Require("engines", version, "libwasmtime.so");
}
