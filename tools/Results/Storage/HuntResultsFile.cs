using System.Text.Json;
using System.Text.Json.Serialization;
using CompileBench.Results.Schema;

namespace CompileBench.Results.Storage;

/// <summary>Reads and writes <c>findings.json</c> in the directory of a hunt.</summary>
public static class HuntResultsFile
{
    /// <summary>The file's name.</summary>
    public const string Name = "findings.json";

    /// <summary>Reads the file of a run; null where there is none.</summary>
    /// <exception cref="RecordFormatException">The file cannot be read.</exception>
    public static HuntResults? Read(string directory)
    {
        var path = Path.Combine(directory, Name);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(RegularFile.ReadAllBytes(path, FileLimits.Findings), HuntResultsJson.Default.HuntResults) ?? throw new JsonException("the document is null. ");
        }
        catch (JsonException e)
        {
            throw new RecordFormatException($"{path} cannot be read: {e.Message.Split(". ")[0]}", e);
        }
    }

    /// <summary>Writes the file of a run.</summary>
    /// <exception cref="IOException">It cannot be written; the old one is intact.</exception>
    public static void Write(string directory, HuntResults results) =>
        AtomicFile.Write(Path.Combine(directory, Name), JsonSerializer.SerializeToUtf8Bytes(results, HuntResultsJson.Default.HuntResults));
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(HuntResults))]
internal sealed partial class HuntResultsJson : JsonSerializerContext;
