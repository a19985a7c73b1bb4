using System.Text.Json.Serialization;

namespace CompileBench.Modules.Catalog;

/// <summary>The structure of <c>catalog.json</c>. Every field is optional, so that the message about a missing one comes from this project and not from the parser.</summary>
internal sealed record CatalogJson
{
    public int? Schema { get; init; }

    public List<CatalogEntryJson?>? Modules { get; init; }
}

/// <summary>One entry of <c>catalog.json</c> as written.</summary>
internal sealed record CatalogEntryJson
{
    public string? Name { get; init; }

    public OriginJson? Origin { get; init; }

    public string? Licence { get; init; }

    public string? Category { get; init; }

    public string? Digest { get; init; }

    public long? Bytes { get; init; }

    public string? SourceLanguage { get; init; }

    public string? HostedLanguage { get; init; }

    public string? Toolchain { get; init; }

    public string? Description { get; init; }

    public List<string>? Proposals { get; init; }

    public List<string>? RefusedBy { get; init; }
}

/// <summary>The origin of an entry as written: <c>kind</c> is <c>npm</c>, <c>nuget</c> or <c>derived</c>.</summary>
internal sealed record OriginJson
{
    public string? Kind { get; init; }

    public string? Package { get; init; }

    public string? Version { get; init; }

    public string? Path { get; init; }

    public ToolJson? Tool { get; init; }
}

/// <summary>The tool of a derived module as written: a program in an npm package, and its arguments.</summary>
internal sealed record ToolJson
{
    public string? Package { get; init; }

    public string? Version { get; init; }

    public string? Path { get; init; }

    public List<string>? Arguments { get; init; }
}

/// <summary>Serializers generated at build time, without reflection at start-up.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = System.Text.Json.JsonCommentHandling.Disallow)]
[JsonSerializable(typeof(CatalogJson))]
internal sealed partial class CatalogJsonContext : JsonSerializerContext;
