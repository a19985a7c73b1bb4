using System.Text.Json;
using System.Text.Json.Serialization;
using CompileBench.Results.Schema;

namespace CompileBench.Benchmarks.Contract;

/// <summary>What a benchmark process tells its host beside BenchmarkDotNet's own lines: printed once, after all iterations.</summary>
public sealed record ChildReport
{
    private const string Prefix = "// compilebench ";

    /// <summary>Wall time of the first compile of the process, in nanoseconds.</summary>
    public long ColdNanoseconds { get; init; }

    /// <summary>CPU time of it, in nanoseconds; null where it was not measured.</summary>
    public long? ColdCpuNanoseconds { get; init; }

    /// <summary>Peak resident memory it added, in bytes; null where it was not measured.</summary>
    public long? PeakNativeBytes { get; init; }

    /// <summary>The lower end of the peak of anonymous memory it added, in bytes; null where it was not measured.</summary>
    public long? PeakAnonymousBytes { get; init; }

    /// <summary>CPU time of each iteration in order, in nanoseconds; null where it was not measured.</summary>
    public IReadOnlyList<long?> IterationCpuNanoseconds { get; init; } = [];

    /// <summary>Wall time of one reference compile before the timed iterations, in nanoseconds; null where it was not measured.</summary>
    public long? ReferenceBeforeNanoseconds { get; init; }

    /// <summary>The same after them.</summary>
    public long? ReferenceAfterNanoseconds { get; init; }

    /// <summary>Wall time of all reference compiles together, in nanoseconds.</summary>
    public long ReferenceNanoseconds { get; init; }

    /// <summary>Wall time of the untimed operations before the timed ones, in nanoseconds.</summary>
    public long UntimedNanoseconds { get; init; }

    /// <summary>
    /// Wall time of the part of each iteration that counts, in order, in nanoseconds; empty where BenchmarkDotNet's own times are those of the operation.
    /// </summary>
    public IReadOnlyList<long> IterationNanoseconds { get; init; } = [];

    /// <summary>SHA-256 of what the operation put out; null where it has no output.</summary>
    public string? OutputDigest { get; init; }

    /// <summary>How the operation failed; null where it did not.</summary>
    public OutcomeKind? Failure { get; init; }

    /// <summary>Why it failed; null where it did not.</summary>
    public string? FailureMessage { get; init; }

    /// <summary>Machine code of the artifact, in bytes.</summary>
    public long? CodeBytes { get; init; }

    /// <summary>The whole artifact, in bytes.</summary>
    public long? ArtifactBytes { get; init; }

    /// <summary>The line that carries it.</summary>
    public string Line() => Prefix + JsonSerializer.Serialize(this, ChildReportContext.Default.ChildReport);

    /// <summary>Finds the report among a process's lines; null when it printed none.</summary>
    public static ChildReport? Find(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            if (line.StartsWith(Prefix, StringComparison.Ordinal))
            {
                try
                {
                    return JsonSerializer.Deserialize(line.AsSpan(Prefix.Length), ChildReportContext.Default.ChildReport);
                }
                catch (JsonException)
                {
                    return null;
                }
            }
        }

        return null;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ChildReport))]
internal sealed partial class ChildReportContext : JsonSerializerContext;
