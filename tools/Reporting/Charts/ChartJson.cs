using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CompileBench.Reporting.Charts;

/// <summary>The numbers behind a chart, so that anyone can check or redraw it.</summary>
public static class ChartJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        NewLine = "\n",
        Encoder = JavaScriptEncoder.Default,
    };

    /// <summary>The chart as UTF-8 JSON.</summary>
    public static byte[] Write(Chart chart) => JsonSerializer.SerializeToUtf8Bytes(chart, Options);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">The bytes are not such a chart.</exception>
    public static Chart Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<Chart>(json, Options) ?? throw new JsonException("there is no chart in this file");
}
