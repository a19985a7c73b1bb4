using System.Text.Json.Serialization;

namespace CompileBench.Modules.Workloads;

/// <summary>A workload file as written, everything optional so that a missing field becomes a clear message.</summary>
internal sealed record WorkloadJson
{
    public int? Schema { get; init; }

    public string? Kind { get; init; }

    public string? Area { get; init; }

    public string? Description { get; init; }

    public string? Driver { get; init; }

    public string? Folder { get; init; }

    public List<string>? Arguments { get; init; }

    public string? StandardInput { get; init; }

    public Dictionary<string, string>? Parameters { get; init; }

    public ExpectedJson? Expected { get; init; }
}

/// <summary>The expected output as written: digests <c>sha256:…</c>.</summary>
internal sealed record ExpectedJson
{
    public string? Output { get; init; }

    public string? Error { get; init; }

    public int? ExitStatus { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(WorkloadJson))]
internal sealed partial class WorkloadJsonContext : JsonSerializerContext;
