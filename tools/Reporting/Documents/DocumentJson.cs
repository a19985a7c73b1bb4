using System.Text.Encodings.Web;
using System.Text.Json;

namespace CompileBench.Reporting.Documents;

/// <summary>How JSON documents for people and programs are written.</summary>
public static class DocumentJson
{
    /// <summary>
    /// New options, since each serializer binds its own: indented, names in camelCase, and characters such as plus signs without escapes.
    /// </summary>
    public static JsonSerializerOptions CreateOptions() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
