using System.Text.Encodings.Web;
using System.Text.Json;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Results.Merging;

/// <summary>
/// Combines the files that runs have beside their records: each line or element belongs to a module or a shape, and the merged file has those of the
/// complete run of each part, part by part. Canaries are taken from the part that has them as its own, or else from the first.
/// </summary>
internal static class MergedFiles
{
    private const string Profiles = "profiles.json";
    private const string Ladders = "ladders.json";
    private const string LadderList = "ladders";

    // A duel's pairs and counts, and the failed rounds and counts of a scaling run.
    private static readonly string[] LineFiles = ["pairs.jsonl", "instructions.jsonl", "failures.jsonl", "counts.jsonl"];

    /// <summary>Writes the files that any of the runs has.</summary>
    /// <param name="runs">The complete run of each part, in the order of the parts.</param>
    /// <param name="directory">The directory of the merged run.</param>
    /// <exception cref="RecordFormatException">A file cannot be read; the message names it.</exception>
    public static void Write(IReadOnlyList<ShardRun> runs, string directory)
    {
        WriteProfiles(runs, Path.Combine(directory, Profiles));
        WriteLadders(runs, Path.Combine(directory, Ladders));
        MergedHunts.Write(runs, directory);
        foreach (var name in LineFiles)
        {
            WriteLines(runs, name, directory);
        }
    }

    private static void WriteProfiles(IReadOnlyList<ShardRun> runs, string path)
    {
        var profiles = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var run in runs)
        {
            Read(run, Profiles, FileLimits.Profiles, document =>
            {
                foreach (var profile in document.EnumerateObject().Where(p => run.Owns(p.Name) || !profiles.ContainsKey(p.Name)))
                {
                    profiles[profile.Name] = profile.Value.GetRawText();
                }
            });
        }

        if (profiles.Count > 0)
        {
            WriteDocument(path, indented: true, writer =>
            {
                writer.WriteStartObject();
                foreach (var (name, profile) in profiles)
                {
                    writer.WritePropertyName(name);
                    using var document = JsonDocument.Parse(profile);
                    document.RootElement.WriteTo(writer);
                }

                writer.WriteEndObject();
            });
        }
    }

    private static void WriteLadders(IReadOnlyList<ShardRun> runs, string path)
    {
        var ladders = new List<JsonElement>();
        foreach (var run in runs)
        {
            Read(run, Ladders, FileLimits.Ladders, document =>
                ladders.AddRange(document.GetProperty(LadderList).EnumerateArray().Where(l => Subject(l) is { } shape && run.Shard.Units.Contains(shape)).Select(l => l.Clone())));
        }

        if (ladders.Count > 0)
        {
            WriteDocument(path, indented: false, writer =>
            {
                writer.WriteStartObject();
                writer.WriteStartArray(LadderList);
                ladders.ForEach(l => l.WriteTo(writer));
                writer.WriteEndArray();
                writer.WriteEndObject();
            });
        }
    }

    private static void WriteLines(IReadOnlyList<ShardRun> runs, string name, string directory)
    {
        var merged = new MemoryStream();
        foreach (var run in runs.Where(r => File.Exists(Path.Combine(r.Path, name))))
        {
            ReadOnlySpan<byte> rest = RegularFile.ReadAllBytes(Path.Combine(run.Path, name), FileLimits.Journal);
            for (var end = rest.IndexOf((byte)'\n'); end >= 0; end = rest.IndexOf((byte)'\n'))
            {
                var line = rest[..(end + 1)];
                rest = rest[(end + 1)..];
                if (!line.TrimEnd("\r\n"u8).IsEmpty && IsOwn(run, name, line))
                {
                    merged.Write(line);
                }
            }
        }

        if (merged.Length > 0)
        {
            AtomicFile.Write(Path.Combine(directory, name), merged.ToArray());
        }
    }

    private static bool IsOwn(ShardRun run, string name, ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            using var document = JsonDocument.ParseValue(ref reader);
            return Subject(document.RootElement) is { } subject && run.Owns(subject);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw CannotRead(run, name, e);
        }
    }

    // The module or the shape that a line or an element is about.
    private static string? Subject(JsonElement element) =>
        element.TryGetProperty("module", out var module) ? module.GetString() : element.TryGetProperty("shape", out var shape) ? shape.GetString() : null;

    private static void Read(ShardRun run, string name, long limit, Action<JsonElement> read)
    {
        var path = Path.Combine(run.Path, name);
        if (!File.Exists(path))
        {
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(RegularFile.ReadAllBytes(path, limit));
            read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw CannotRead(run, name, e);
        }
    }

    private static RecordFormatException CannotRead(ShardRun run, string name, Exception e) =>
        new($"{Path.Combine(run.Path, name)} cannot be read: {e.Message.Split(". ")[0]}", e);

    private static void WriteDocument(string path, bool indented, Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = indented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            write(writer);
        }

        AtomicFile.Write(path, bytes.ToArray());
    }
}
