using System.Text.Json;
using System.Text.Json.Serialization;

namespace CompileBench.Modules.Profiling;

/// <summary>Writes and reads profiles: one module's, as <c>modules profile --json</c> prints it, or a run's <c>profiles.json</c>.</summary>
public static class ProfileJson
{
    /// <summary>One module's profile as indented JSON.</summary>
    public static string Serialize(ProfileDocument profile) => JsonSerializer.Serialize(profile, ProfileJsonContext.Default.ProfileDocument);

    /// <summary>Profiles of several modules: one object, each profile under its module's name.</summary>
    public static byte[] SerializeAll(IReadOnlyDictionary<string, ProfileDocument> profiles) =>
        JsonSerializer.SerializeToUtf8Bytes(new SortedDictionary<string, ProfileDocument>(profiles.ToDictionary(), StringComparer.Ordinal), ProfileJsonContext.Default.SortedDictionaryStringProfileDocument);

    /// <summary>Reads what <see cref="Serialize"/> wrote.</summary>
    /// <exception cref="JsonException">It is no profile.</exception>
    public static ProfileDocument Parse(string json) =>
        JsonSerializer.Deserialize(json, ProfileJsonContext.Default.ProfileDocument) ?? throw new JsonException("a profile is a JSON object, not null");

    /// <summary>Reads what <see cref="SerializeAll"/> wrote.</summary>
    /// <exception cref="JsonException">It is no object of profiles.</exception>
    public static IReadOnlyDictionary<string, ProfileDocument> ParseAll(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, ProfileJsonContext.Default.SortedDictionaryStringProfileDocument) ?? throw new JsonException("profiles are a JSON object, not null");
}

/// <summary>Serializers made at build time.</summary>
[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(ProfileDocument))]
[JsonSerializable(typeof(CoreModuleDocument))]
[JsonSerializable(typeof(FunctionDocument))]
[JsonSerializable(typeof(SortedDictionary<string, ProfileDocument>))]
internal sealed partial class ProfileJsonContext : JsonSerializerContext;
