using System.Text.Json;
using System.Text.Json.Serialization;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Measuring.Scaling;

/// <summary><c>ladders.json</c> of a scaling run: how far each finished ladder was grown and why no further. Written whole after every shape.</summary>
internal sealed class LadderExtents(string directory)
{
    private readonly Dictionary<(string Shape, string Settings, string Engine), LadderExtent> _extents = [];

    private string FilePath => Path.Combine(directory, "ladders.json");

    /// <summary>All of them in the order they finished.</summary>
    public IReadOnlyCollection<LadderExtent> All => _extents.Values;

    /// <summary>Reads what an earlier part of the run wrote; none where there is no file.</summary>
    /// <exception cref="RecordFormatException">The file cannot be read.</exception>
    public void Load()
    {
        if (!File.Exists(FilePath))
        {
            return;
        }

        try
        {
            var document = JsonSerializer.Deserialize(RegularFile.ReadAllBytes(FilePath, FileLimits.Ladders), LadderExtentsJson.Default.LadderExtentsDocument);
            foreach (var extent in document?.Ladders ?? [])
            {
                Set(extent ?? throw new JsonException("an element of 'ladders' is null. "));
            }
        }
        catch (JsonException e)
        {
            throw new RecordFormatException($"{FilePath} cannot be read: {e.Message.Split(". ")[0]}", e);
        }
    }

    /// <summary>Whether this ladder is finished.</summary>
    public bool Has(string shape, string settings, string engine) => _extents.ContainsKey((shape, settings, engine));

    /// <summary>Notes a finished ladder.</summary>
    public void Set(LadderExtent extent) => _extents[(extent.Shape, extent.Settings, extent.Engine)] = extent;

    /// <summary>Writes the file.</summary>
    public void Save() =>
        AtomicFile.Write(FilePath, JsonSerializer.SerializeToUtf8Bytes(new LadderExtentsDocument([.. All]), LadderExtentsJson.Default.LadderExtentsDocument));
}

/// <summary>The file's shape.</summary>
internal sealed record LadderExtentsDocument(IReadOnlyList<LadderExtent> Ladders);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(LadderExtentsDocument))]
internal sealed partial class LadderExtentsJson : JsonSerializerContext;
