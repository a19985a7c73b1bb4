using System.Text.Encodings.Web;
using System.Text.Json;

namespace CompileBench.Results.Schema;

/// <summary>How records, manifests and models are written and read as JSON.</summary>
internal static class CompactJson
{
    /// <summary>
    /// New options: camel case, on one line, without escapes for characters such as plus signs. A missing or null value that must be there is refused, and so
    /// is a name that occurs twice in an object: which of its values counts would depend on the reader.
    /// </summary>
    public static JsonSerializerOptions CreateOptions() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
