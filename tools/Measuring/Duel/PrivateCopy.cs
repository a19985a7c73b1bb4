using CompileBench.Engines.Native;

namespace CompileBench.Measuring.Duel;

/// <summary>
/// A copy of the candidate's library under another path, where both engines are the same library: a process has one image per file, and one image would
/// be compared with itself.
/// </summary>
internal sealed class PrivateCopy : IDisposable
{
    private readonly string? _folder;

    private PrivateCopy(DuelSetup setup, string? folder) => (Setup, _folder) = (setup, folder);

    /// <summary>The setup, whose candidate is the copy where there is one.</summary>
    public DuelSetup Setup { get; }

    /// <summary>Makes the copy where the digests are equal.</summary>
    /// <exception cref="EngineUnavailableException">The copy cannot be written.</exception>
    public static PrivateCopy For(DuelSetup setup)
    {
        if (setup.Baseline.Digest != setup.Candidate.Digest)
        {
            return new PrivateCopy(setup, null);
        }

        try
        {
            var folder = Directory.CreateTempSubdirectory("compilebench-").FullName;
            var path = Path.Combine(folder, PackagedLibrary.FileName);
            File.Copy(setup.Candidate.LibraryPath, path);
            return new PrivateCopy(setup with { Candidate = setup.Candidate with { LibraryPath = path } }, folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EngineUnavailableException($"engine {setup.Candidate.Label} cannot be copied for a duel with itself: {e.Message}", e);
        }
    }

    /// <summary>Deletes the copy.</summary>
    public void Dispose()
    {
        try
        {
            if (_folder is not null)
            {
                Directory.Delete(_folder, recursive: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file that is still in use stays in the system's folder for temporary files.
        }
    }
}
