using System.Text.Json;

namespace CompileBench.Modules.Profiling;

/// <summary>Metrics as members of a JSON object.</summary>
internal static class MetricMembers
{
    /// <summary>Every member that is a number.</summary>
    /// <exception cref="JsonException">It is no object.</exception>
    public static Dictionary<string, double> Read(JsonElement parent)
    {
        if (parent.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException($"a profile is a JSON object, not {parent.ValueKind}");
        }

        var metrics = new Dictionary<string, double>();
        foreach (var member in parent.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Number))
        {
            metrics[member.Name] = member.Value.GetDouble();
        }

        return metrics;
    }

    public static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    public static void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, double> metrics)
    {
        foreach (var (name, value) in metrics)
        {
            writer.WriteNumber(name, value);
        }
    }

    public static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }
}
