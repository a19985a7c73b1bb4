using System.Text.Json;
using System.Text.Json.Serialization;

namespace CompileBench.Results.Schema.Models;

/// <summary>Reads and writes models and features as JSON.</summary>
public static class ModelsJson
{
    private static readonly ModelsContext Compact = new(CompactJson.CreateOptions());

    private static readonly ModelsContext Indented = new(new JsonSerializerOptions(Compact.Options) { WriteIndented = true, NewLine = "\n" });

    /// <summary>A model, indented for people.</summary>
    public static byte[] Document(CostModelDocument model) => [.. JsonSerializer.SerializeToUtf8Bytes(model, Indented.CostModelDocument), (byte)'\n'];

    /// <summary>A host's speed.</summary>
    public static byte[] Document(HostSpeedDocument speed) => JsonSerializer.SerializeToUtf8Bytes(speed, Indented.HostSpeedDocument);

    /// <summary>Features, one module per line.</summary>
    public static byte[] Document(FeatureFile features)
    {
        ArgumentNullException.ThrowIfNull(features);
        using var text = new MemoryStream();
        text.Write("{\"schema\":"u8);
        text.Write(JsonSerializer.SerializeToUtf8Bytes(features.Schema));
        text.Write(",\"features\":"u8);
        text.Write(JsonSerializer.SerializeToUtf8Bytes(features.Features, Compact.IReadOnlyListString));
        text.Write(",\"modules\":["u8);
        for (var i = 0; i < features.Modules.Count; i++)
        {
            text.Write(i == 0 ? "\n"u8 : ",\n"u8);
            text.Write(JsonSerializer.SerializeToUtf8Bytes(features.Modules[i], Compact.FeatureRow));
        }

        text.Write("\n]}\n"u8);
        return text.ToArray();
    }

    /// <summary>Reads a model.</summary>
    /// <exception cref="RecordFormatException">It is not a model, or it has a newer schema.</exception>
    public static CostModelDocument ReadModel(ReadOnlySpan<byte> document)
    {
        var model = Read(document, Compact.CostModelDocument, "model");
        return model.Schema == CostModelDocument.CurrentSchema ? model : throw Newer("model", model.Schema, CostModelDocument.CurrentSchema);
    }

    /// <summary>Reads features.</summary>
    /// <exception cref="RecordFormatException">It is not a file of features, or it has a newer schema.</exception>
    public static FeatureFile ReadFeatures(ReadOnlySpan<byte> document)
    {
        var features = Read(document, Compact.FeatureFile, "file of features");
        return features.Schema == FeatureFile.CurrentSchema ? features : throw Newer("file of features", features.Schema, FeatureFile.CurrentSchema);
    }

    /// <summary>Reads a host's speed.</summary>
    /// <exception cref="RecordFormatException">It is not one.</exception>
    public static HostSpeedDocument ReadHostSpeed(ReadOnlySpan<byte> document) => Read(document, Compact.HostSpeedDocument, "host's speed");

    private static T Read<T>(ReadOnlySpan<byte> document, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, string what)
    {
        try
        {
            return JsonSerializer.Deserialize(document, type) ?? throw new RecordFormatException($"it is not a {what}: it says null");
        }
        catch (JsonException e)
        {
            throw new RecordFormatException($"it is not a {what}: {e.Message}", e);
        }
    }

    private static RecordFormatException Newer(string what, int schema, int known) =>
        new($"the {what} has schema {schema}, and this version reads schema {known}: train it again");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(CostModelDocument))]
[JsonSerializable(typeof(HostSpeedDocument))]
[JsonSerializable(typeof(FeatureFile))]
[JsonSerializable(typeof(FeatureRow))]
internal sealed partial class ModelsContext : JsonSerializerContext;
