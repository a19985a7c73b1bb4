using System.Text.Json;
using System.Text.Json.Serialization;

namespace CompileBench.Modules.Profiling;

/// <summary>Writes the metrics of a module beside its other members, so that each stands directly under its name.</summary>
internal sealed class ProfileDocumentConverter : JsonConverter<ProfileDocument>
{
    public override ProfileDocument Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        var functions = new List<FunctionDocument>();
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("functions", out var list))
        {
            functions.AddRange(list.EnumerateArray().Select(function => function.Deserialize(ProfileJsonContext.Default.FunctionDocument)!));
        }

        var modules = new List<CoreModuleDocument>();
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("coreModules", out var parts))
        {
            modules.AddRange(parts.EnumerateArray().Select(module => module.Deserialize(ProfileJsonContext.Default.CoreModuleDocument)!));
        }

        return new ProfileDocument
        {
            CoreModules = modules,
            Name = MetricMembers.Text(root, "name"),
            Digest = MetricMembers.Text(root, "digest"),
            Metrics = MetricMembers.Read(root),
            Functions = functions,
            Notices = MetricMembers.Texts(root, "notices"),
        };
    }

    public override void Write(Utf8JsonWriter writer, ProfileDocument value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        MetricMembers.WriteText(writer, "name", value.Name);
        MetricMembers.WriteText(writer, "digest", value.Digest);
        MetricMembers.Write(writer, value.Metrics);
        writer.WriteStartArray("functions");
        foreach (var function in value.Functions)
        {
            JsonSerializer.Serialize(writer, function, ProfileJsonContext.Default.FunctionDocument);
        }

        writer.WriteEndArray();
        if (value.CoreModules.Count > 0)
        {
            writer.WriteStartArray("coreModules");
            foreach (var module in value.CoreModules)
            {
                JsonSerializer.Serialize(writer, module, ProfileJsonContext.Default.CoreModuleDocument);
            }

            writer.WriteEndArray();
        }

        MetricMembers.WriteTexts(writer, "notices", value.Notices);
        writer.WriteEndObject();
    }
}
