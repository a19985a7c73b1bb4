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

    /// <summary>The strings of an array; none where there is no such array.</summary>
    public static string[] Texts(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
            : [];

    /// <summary>Writes an array of strings; nothing where it would be empty.</summary>
    public static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count > 0)
        {
            writer.WriteStartArray(name);
            foreach (var text in texts)
            {
                writer.WriteStringValue(text);
            }

            writer.WriteEndArray();
        }
    }

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
