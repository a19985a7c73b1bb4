using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CompileBench.Results.Schema;

/// <summary>
/// Reads and writes an enum by the exact names of its members. Numbers are refused, and so are several names in one string, which the
/// serializer's own converter combines into another member.
/// </summary>
/// <typeparam name="TEnum">The enum; a member may have another name through <see cref="JsonStringEnumMemberNameAttribute"/>.</typeparam>
public sealed class NamedEnumConverter<TEnum> : JsonConverter<TEnum>
    where TEnum : struct, Enum
{
    private static readonly (TEnum Value, string Name)[] Members =
        [.. Enum.GetNames<TEnum>().Select(n => (Enum.Parse<TEnum>(n), typeof(TEnum).GetField(n)?.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? n))];

    /// <inheritdoc/>
    public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            foreach (var (value, name) in Members)
            {
                if (reader.ValueTextEquals(name))
                {
                    return value;
                }
            }
        }

        throw new JsonException($"the value is none of {string.Join(", ", Members.Select(m => m.Name))}");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options)
    {
        var at = Array.FindIndex(Members, m => EqualityComparer<TEnum>.Default.Equals(m.Value, value));
        writer.WriteStringValue(at >= 0 ? Members[at].Name : throw new ArgumentOutOfRangeException(nameof(value), value, "not a member"));
    }
}
