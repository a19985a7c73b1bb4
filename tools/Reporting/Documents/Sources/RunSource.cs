using System.Text.Json;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Results.Import.BenchmarkDotNet;
using CompileBench.Results.Import.Sightglass;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Reporting.Documents.Sources;

/// <summary>Reads whatever a person hands to a report: a run's directory, a BenchmarkDotNet export, Sightglass' JSON.</summary>
public static class RunSource
{
    /// <summary>Reads one source.</summary>
    /// <param name="path">A directory with <c>run.json</c>, or a file.</param>
    /// <exception cref="RecordFormatException">It is none of these; the message is one line that names the path.</exception>
    public static RunData Read(string path)
    {
        try
        {
            return Directory.Exists(path) ? ReadDirectory(path)
                : File.Exists(path) ? ReadFile(path)
                : throw new RecordFormatException($"{path} does not exist");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RecordFormatException($"{path} cannot be read: {e.Message}", e);
        }
    }

    private static RunData ReadDirectory(string path)
    {
        using var run = RunDirectory.OpenForReading(path);
        var manifest = run.ReadManifest();
        var journal = Journal(path, run.JournalPath);
        var notices = journal.Notices.ToList();
        var profiles = Profiles(run.ProfilesPath, notices);
        return new RunData(manifest, journal.Records, profiles.Metrics, notices) { HeaviestFunctions = profiles.HeaviestFunctions };
    }

    // Of several runs the message has to say which.
    private static JournalContent Journal(string path, string journal)
    {
        try
        {
            return JournalReader.Read(journal);
        }
        catch (RecordFormatException e)
        {
            throw e.WithMessage($"{path}: {e.Message}");
        }
    }

    private static ProfilesFile Profiles(string path, List<string> notices)
    {
        if (!File.Exists(path))
        {
            return ProfilesFile.Empty;
        }

        try
        {
            var profiles = ProfilesFile.Read(RegularFile.ReadAllBytes(path, FileLimits.Profiles));
            if (profiles.LeftOut > 0)
            {
                notices.Add($"{Path.GetFileName(path)}: {profiles.LeftOut} metrics are negative or too large and were left out");
            }

            return profiles;
        }
        catch (JsonException e)
        {
            notices.Add($"{Path.GetFileName(path)} cannot be read and was set aside: {e.Message.Split(". ")[0]}");
            return ProfilesFile.Empty;
        }
    }

    private static RunData ReadFile(string path)
    {
        byte[] bytes = RegularFile.ReadAllBytes(path, FileLimits.Import, LinkPolicy.Follow);
        if (bytes.AsSpan().StartsWith<byte>([0xEF, 0xBB, 0xBF]))
        {
            bytes = bytes[3..];
        }

        var name = Path.GetFileName(path);
        var writtenAt = new DateTimeOffset(File.GetLastWriteTimeUtc(path), TimeSpan.Zero);
        var imported = FirstSign(bytes) switch
        {
            (byte)'[' => SightglassReader.Read(bytes, name, writtenAt),
            (byte)'{' => BenchmarkDotNetExport.Read(bytes, name, writtenAt),
            _ => throw new RecordFormatException($"{path} is neither a run's directory nor a BenchmarkDotNet export (*{BenchmarkDotNetExport.FileSuffix}) nor Sightglass' JSON"),
        };
        return new RunData(imported.Manifest, imported.Records, null, imported.Notices);
    }

    private static byte FirstSign(ReadOnlySpan<byte> bytes)
    {
        var trimmed = bytes.TrimStart(" \t\r\n"u8);
        return trimmed.IsEmpty ? (byte)0 : trimmed[0];
    }
}
