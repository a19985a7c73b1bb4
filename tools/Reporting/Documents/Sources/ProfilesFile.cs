using System.Text.Json;

namespace CompileBench.Reporting.Documents.Sources;

/// <summary>What a run's <c>profiles.json</c> says of its modules.</summary>
/// <param name="Metrics">For each module its metrics by name.</param>
/// <param name="HeaviestFunctions">For each module its heaviest functions, heaviest first.</param>
public sealed record ProfilesFile(
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Metrics,
    IReadOnlyDictionary<string, IReadOnlyList<HeavyFunction>> HeaviestFunctions)
{
    private const int KeptFunctions = 5;

    /// <summary>How many metrics were left out because no count or size can have their value.</summary>
    public int LeftOut { get; init; }

    /// <summary>Nothing known of any module.</summary>
    public static ProfilesFile Empty { get; } =
        new(new Dictionary<string, IReadOnlyDictionary<string, double>>(), new Dictionary<string, IReadOnlyList<HeavyFunction>>());

    /// <summary>
    /// Reads the file: either <c>{"modules":[{"name":…}]}</c> or one object a module under its name. Numbers in it, directly or under
    /// <c>metrics</c>, are metrics; <c>functions</c> is an array of objects with a <c>name</c> or <c>index</c> and a <c>bodyBytes</c>.
    /// </summary>
    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static ProfilesFile Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("it is not a JSON object");
        }

        var metrics = new Dictionary<string, IReadOnlyDictionary<string, double>>(StringComparer.Ordinal);
        var functions = new Dictionary<string, IReadOnlyList<HeavyFunction>>(StringComparer.Ordinal);
        var leftOut = 0;
        foreach (var (name, module) in Modules(root))
        {
            metrics[name] = Numbers(module, ref leftOut);
            functions[name] = Heaviest(module);
        }

        return new ProfilesFile(metrics, functions) { LeftOut = leftOut };
    }

    private static IEnumerable<(string Name, JsonElement Module)> Modules(JsonElement root)
    {
        if (root.TryGetProperty("modules", out var modules) && modules.ValueKind == JsonValueKind.Array)
        {
            return modules.EnumerateArray()
                .Where(m => m.ValueKind == JsonValueKind.Object && m.TryGetProperty("name", out var n) && n.ValueKind == JsonValueKind.String)
                .Select(m => (m.GetProperty("name").GetString()!, m));
        }

        var holder = modules.ValueKind == JsonValueKind.Object ? modules : root;
        return holder.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Object).Select(p => (p.Name, p.Value));
    }

    private static Dictionary<string, double> Numbers(JsonElement module, ref int leftOut)
    {
        var found = new Dictionary<string, double>(StringComparer.Ordinal);
        var holders = new List<JsonElement> { module };
        if (module.TryGetProperty("metrics", out var inner) && inner.ValueKind == JsonValueKind.Object)
        {
            holders.Add(inner);
        }

        foreach (var property in holders.SelectMany(h => h.EnumerateObject()).Where(p => p.Value.ValueKind == JsonValueKind.Number))
        {
            if (property.Value.GetDouble() is >= 0 and < double.PositiveInfinity and var value)
            {
                found[property.Name] = value;
            }
            else
            {
                leftOut++;
            }
        }

        return found;
    }

    private static List<HeavyFunction> Heaviest(JsonElement module)
    {
        if (!module.TryGetProperty("functions", out var functions) || functions.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        return
        [
            .. functions.EnumerateArray()
                .Where(f => f.ValueKind == JsonValueKind.Object)
                .Select(f => new HeavyFunction(NameOf(f), Number(f, "bodyBytes") ?? Number(f, "BodyBytes") ?? 0))
                .Where(f => f.BodyBytes > 0)
                .OrderByDescending(f => f.BodyBytes)
                .Take(KeptFunctions),
        ];
    }

    private static string NameOf(JsonElement function) =>
        function.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString()! : $"function {Number(function, "index") ?? 0:0}";

    private static double? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}

/// <summary>One heavy function of a module.</summary>
/// <param name="Name">Its name, or its number where it has none.</param>
/// <param name="BodyBytes">The size of its body in bytes.</param>
public sealed record HeavyFunction(string Name, double BodyBytes);
