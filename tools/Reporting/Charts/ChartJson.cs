using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Charts;

/// <summary>The numbers behind a chart, so that anyone can check or redraw it.</summary>
public static class ChartJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new RoundedNumber() },
        NewLine = "\n",
        Encoder = JavaScriptEncoder.Default,
    };

    /// <summary>The chart as UTF-8 JSON.</summary>
    public static byte[] Write(Chart chart) => JsonSerializer.SerializeToUtf8Bytes(chart, Options);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">The bytes are not such a chart.</exception>
    public static Chart Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<Chart>(json, Options) ?? throw new JsonException("there is no chart in this file");

    // Nine digits are far beyond what is measured, and the same on every processor; the rest of a double is not.
    private sealed class RoundedNumber : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
            {
                writer.WriteNumberValue(Significant.Round(value, 9));
            }
            else
            {
                writer.WriteNullValue();
            }
        }
    }
}
