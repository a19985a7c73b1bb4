using CompileBench.Measuring;
using CompileBench.Measuring.Runs;

namespace CompileBench.CommandLine;

/// <summary>Checks that folders can be written to before anything is measured, so that minutes of work are not lost to a folder that cannot.</summary>
public static class UsableFolders
{
    /// <summary>Checks the folder for temporary files.</summary>
    /// <exception cref="UsageException">It cannot be written to; the message names it and the variable that chooses it.</exception>
    public static void RequireTemporary()
    {
        try
        {
            Directory.CreateTempSubdirectory("compilebench-check-").Delete();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var variable = OperatingSystem.IsWindows() ? "TMP" : "TMPDIR";
            throw new UsageException($"the folder for temporary files, {Path.GetTempPath()}, cannot be written to: set {variable} to a folder that can");
        }
    }

    /// <summary>Makes the folder for new runs where it is missing, and checks it.</summary>
    /// <param name="named">The value of <c>--out</c>; null for <c>results/runs</c> of the repository.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="UsageException">It cannot be written to; the message names it and the option that chooses it.</exception>
    public static string PrepareRuns(string? named)
    {
        var folder = named ?? RepositoryPlaces.Runs;
        try
        {
            var made = Directory.CreateDirectory(folder);
            var probe = Path.Combine(made.FullName, $".check-{Guid.NewGuid():N}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"runs cannot be written to {folder}: {e.Message.TrimEnd('.')}; name another folder with --out");
        }
    }
}
