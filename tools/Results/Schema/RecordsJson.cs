using System.Text.Json;
using System.Text.Json.Serialization;
using CompileBench.Results.Schema.Version1;

namespace CompileBench.Results.Schema;

/// <summary>How records are written: camel case, nulls kept (a quantity that was not measured is null, never absent), without reflection over records.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(CaseRecord))]
[JsonSerializable(typeof(RunManifest))]
[JsonSerializable(typeof(CaseRecordVersion1))]
[JsonSerializable(typeof(RunManifestVersion1))]
internal sealed partial class RecordsContext : JsonSerializerContext;

/// <summary>Reads and writes records and manifests as JSON.</summary>
public static class RecordsJson
{
    private static readonly RecordsContext OneLine = new(CompactJson.CreateOptions());

    private static readonly RecordsContext Indented = new(new JsonSerializerOptions(OneLine.Options) { WriteIndented = true });

    /// <summary>One record as one line without its line end.</summary>
    public static byte[] Line(CaseRecord record) => JsonSerializer.SerializeToUtf8Bytes(record, OneLine.CaseRecord);

    /// <summary>A manifest, indented for people.</summary>
    public static byte[] Document(RunManifest manifest) => JsonSerializer.SerializeToUtf8Bytes(manifest, Indented.RunManifest);

    /// <summary>Reads one journal line of this or an older schema.</summary>
    /// <exception cref="RecordFormatException">It is not a record, or it has a newer schema.</exception>
    public static CaseRecord ReadRecord(ReadOnlySpan<byte> line)
    {
        try
        {
            return RecordCheck.Whole(SchemaOf(line, CaseRecord.CurrentSchema) == 1
                ? JsonSerializer.Deserialize(line, OneLine.CaseRecordVersion1)!.Upgrade()
                : JsonSerializer.Deserialize(line, OneLine.CaseRecord)!);
        }
        catch (JsonException e)
        {
            throw new RecordFormatException(Reason(e), e);
        }
    }

    /// <summary>Reads a manifest of this or an older schema.</summary>
    /// <exception cref="RecordFormatException">It is not a manifest, or it has a newer schema.</exception>
    public static RunManifest ReadManifest(ReadOnlySpan<byte> document)
    {
        try
        {
            return RecordCheck.Whole(SchemaOf(document, RunManifest.CurrentSchema) == 1
                ? JsonSerializer.Deserialize(document, OneLine.RunManifestVersion1)!.Upgrade()
                : JsonSerializer.Deserialize(document, OneLine.RunManifest)!);
        }
        catch (JsonException e)
        {
            throw new RecordFormatException(Reason(e), e);
        }
    }

    // The version is read before anything else, so that a newer schema is refused as such and not as a missing field.
    private static int SchemaOf(ReadOnlySpan<byte> utf8, int newestKnown)
    {
        var reader = new Utf8JsonReader(utf8);
        while (reader.Read())
        {
            if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals("schema"u8))
            {
                continue;
            }

            reader.Read();
            if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var schema) && schema > 0)
            {
                if (schema > newestKnown)
                {
                    throw new RecordFormatException(
                        RecordFault.NewerSchema, $"it has schema {schema}, this tool reads up to {newestKnown}: use a newer compilebench");
                }

                return schema;
            }

            throw new RecordFormatException("its schema is not a positive whole number");
        }

        throw new RecordFormatException("it has no schema: not a record of this tool");
    }

    private static string Reason(JsonException e)
    {
        var end = e.Message.IndexOf(". ", StringComparison.Ordinal);
        var sentence = end < 0 ? e.Message : e.Message[..end];
        return e.Path is ['$', '.', .. var place] ? $"its {place} cannot be read: {sentence}" : sentence;
    }
}
