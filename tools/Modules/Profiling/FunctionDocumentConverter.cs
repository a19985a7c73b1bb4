using System.Text.Json;
using System.Text.Json.Serialization;

namespace CompileBench.Modules.Profiling;

/// <summary>Writes the metrics of a function beside its other members, so that each stands directly under its name.</summary>
internal sealed class FunctionDocumentConverter : JsonConverter<FunctionDocument>
{
    private static readonly string[] Place = ["index", "offset"];

    public override FunctionDocument Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        var numbers = MetricMembers.Read(root);
        return new FunctionDocument
        {
            Index = (int)numbers.GetValueOrDefault("index"),
            Name = MetricMembers.Text(root, "name"),
            Offset = (int)numbers.GetValueOrDefault("offset"),
            Metrics = numbers.Where(number => !Place.Contains(number.Key)).ToDictionary(),
        };
    }

    public override void Write(Utf8JsonWriter writer, FunctionDocument value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber("index", value.Index);
        MetricMembers.WriteText(writer, "name", value.Name);
        writer.WriteNumber("offset", value.Offset);
        MetricMembers.Write(writer, value.Metrics);
        writer.WriteEndObject();
    }
}
