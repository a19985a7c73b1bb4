using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CompileBench.Modules.Generation.Patterns;

/// <summary>A pattern as JSON: the form in which runs and adopted shapes keep it.</summary>
public static class PatternJson
{
    private const int MostBytes = 1 << 20;

    /// <summary>The pattern on one line.</summary>
    public static string Write(Pattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return JsonSerializer.Serialize(
            new PatternDocument(
                pattern.Repetition.ToString().ToLowerInvariant(), pattern.Locals, pattern.Repeats, pattern.Spread, pattern.Fold, pattern.Sink.ToString().ToLowerInvariant(), pattern.Memory64,
                [.. pattern.Carried.Select(PatternTypes.Name)], Texts(pattern.Prefix), Texts(pattern.Opening), Texts(pattern.Core), Texts(pattern.Closing), Texts(pattern.Suffix), pattern.Imported),
            PatternJsonContext.Default.PatternDocument);
    }

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="FormatException">The text is no pattern; the message says in one line what is wrong.</exception>
    public static Pattern Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MostBytes)
        {
            throw new FormatException($"a pattern of {text.Length} characters: {MostBytes} are the most");
        }

        try
        {
            var document = JsonSerializer.Deserialize(text, PatternJsonContext.Default.PatternDocument) ?? throw new FormatException("the pattern is null");
            return Checked(new Pattern
            {
                Repetition = Named<Repetition>(document.Repetition),
                Locals = document.Locals,
                Repeats = document.Repeats,
                Spread = document.Spread,
                Fold = document.Fold,
                Sink = Named<SinkKind>(document.Sink),
                Memory64 = document.Memory64,
                Imported = document.Imported,
                Carried = [.. document.Carried.Select(TypeNamed)],
                Prefix = Steps(document.Prefix),
                Opening = Steps(document.Opening),
                Core = Steps(document.Core),
                Closing = Steps(document.Closing),
                Suffix = Steps(document.Suffix),
            });
        }
        catch (JsonException e)
        {
            throw new FormatException($"not the JSON of a pattern: {e.Message.Split(". ")[0]}", e);
        }
    }

    private static Pattern Checked(Pattern pattern)
    {
        var fault = pattern switch
        {
            { Locals: < 1 or > Pattern.MostShared } => $"locals are {pattern.Locals}: 1 to {Pattern.MostShared} are possible",
            { Repeats: < 1 or > Pattern.MostRepeats } => $"repeats are {pattern.Repeats}: 1 to {Pattern.MostRepeats} are possible",
            { Carried.Length: > Pattern.MostCarried } => $"{pattern.Carried.Length} values are carried: {Pattern.MostCarried} are the most",
            { Opening.Length: > Pattern.MostFunctionSteps } => $"the opening has more than {Pattern.MostFunctionSteps} steps",
            _ when new[] { pattern.Prefix, pattern.Core, pattern.Closing, pattern.Suffix }.Any(p => p.Length > Pattern.MostSteps) => $"a part has more than {Pattern.MostSteps} steps",
            _ => null,
        };
        return fault is null ? pattern : throw new FormatException(fault);
    }

    private static string[] Texts(ImmutableArray<PatternStep> steps) => [.. steps.Select(s => s.ToString())];

    private static ImmutableArray<PatternStep> Steps(string[] texts) => [.. texts.Select(PatternStep.Parse)];

    private static int TypeNamed(string name) => PatternTypes.Find(name) is >= 0 and var number ? number : throw new FormatException($"'{name}' is no type of a value");

    private static T Named<T>(string name)
        where T : struct, Enum =>
        Enum.TryParse<T>(name, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : throw new FormatException($"'{name}' is none of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}");
}

/// <summary>The document's shape.</summary>
internal sealed record PatternDocument(
    string Repetition, int Locals, int Repeats, bool Spread, bool Fold, string Sink, bool Memory64,
    string[] Carried, string[] Prefix, string[] Opening, string[] Core, string[] Closing, string[] Suffix,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Imported = false);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PatternDocument))]
internal sealed partial class PatternJsonContext : JsonSerializerContext;
