using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CompileBench.Results.Schema;

/// <summary>The value of one option in a manifest: a text, a number, true or false, or a list of texts. Immutable.</summary>
[JsonConverter(typeof(OptionValueConverter))]
public sealed class OptionValue : IEquatable<OptionValue>
{
    private readonly object _value;

    private OptionValue(object value) => _value = value;

    /// <summary>A list without entries, which is what an option that was not given has.</summary>
    public static OptionValue None { get; } = new(Array.Empty<string>());

    /// <summary>The value as a list: a list's own entries; nothing for an empty text; else the one value as text.</summary>
    public IReadOnlyList<string> Texts => _value is string[] list ? list : Text.Length == 0 ? [] : [Text];

    /// <summary>The value as one text, numbers in invariant form and the entries of a list joined by a space.</summary>
    public string Text => _value switch
    {
        string text => text,
        double number => number.ToString(CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        string[] list => string.Join(' ', list),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>The value where it is a number; else null.</summary>
    public double? Number => _value as double?;

    /// <summary>The value where it is true or false; else null.</summary>
    public bool? Flag => _value as bool?;

    /// <summary>A text.</summary>
    public static implicit operator OptionValue(string text) => FromText(text);

    /// <summary>A number.</summary>
    public static implicit operator OptionValue(double number) => FromNumber(number);

    /// <summary>True or false.</summary>
    public static implicit operator OptionValue(bool flag) => FromFlag(flag);

    /// <summary>A list of texts.</summary>
    public static implicit operator OptionValue(string[] texts) => FromTexts(texts);

    /// <summary>A text.</summary>
    public static OptionValue FromText(string text) => new(text);

    /// <summary>A number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not finite, which JSON cannot hold.</exception>
    public static OptionValue FromNumber(double number) =>
        double.IsFinite(number) ? new(number) : throw new ArgumentOutOfRangeException(nameof(number), number, "not finite");

    /// <summary>True or false.</summary>
    public static OptionValue FromFlag(bool flag) => new(flag);

    /// <summary>A list of texts.</summary>
    public static OptionValue FromTexts(IEnumerable<string> texts) => new(texts.ToArray());

    /// <inheritdoc/>
    public bool Equals(OptionValue? other) =>
        other is not null && (_value is string[] list ? other._value is string[] others && list.SequenceEqual(others) : _value.Equals(other._value));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as OptionValue);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;

    internal void WriteTo(Utf8JsonWriter writer)
    {
        switch (_value)
        {
            case string text: writer.WriteStringValue(text); break;
            case double number: writer.WriteNumberValue(number); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case string[] list:
                writer.WriteStartArray();
                Array.ForEach(list, writer.WriteStringValue);
                writer.WriteEndArray();
                break;
            default: throw new InvalidOperationException();
        }
    }
}

/// <summary>Reads and writes an <see cref="OptionValue"/> as plain JSON.</summary>
public sealed class OptionValueConverter : JsonConverter<OptionValue>
{
    /// <inheritdoc/>
    public override OptionValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => OptionValue.FromText(reader.GetString()!),
        JsonTokenType.Number when reader.TryGetDouble(out var number) && double.IsFinite(number) => OptionValue.FromNumber(number),
        JsonTokenType.True => OptionValue.FromFlag(true),
        JsonTokenType.False => OptionValue.FromFlag(false),
        JsonTokenType.StartArray => ReadList(ref reader),
        _ => throw new JsonException("An option is a text, a number, true, false or a list of texts"),
    };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, OptionValue value, JsonSerializerOptions options) => value.WriteTo(writer);

    private static OptionValue ReadList(ref Utf8JsonReader reader)
    {
        var texts = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            texts.Add(reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException("A list of an option holds texts only"));
        }

        return OptionValue.FromTexts(texts);
    }
}
