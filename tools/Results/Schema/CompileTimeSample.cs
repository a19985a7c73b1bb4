using System.Text.Json.Serialization;

namespace CompileBench.Results.Schema;

/// <summary>Whether a sample is the first operation of its process or a later one. The two are never averaged together.</summary>
[JsonConverter(typeof(NamedEnumConverter<SampleKind>))]
public enum SampleKind
{
    /// <summary>The first operation of a fresh process: page faults and lazy initialisation included.</summary>
    [JsonStringEnumMemberName("cold")]
    Cold,

    /// <summary>An operation after at least one other in the same process.</summary>
    [JsonStringEnumMemberName("warm")]
    Warm,
}

/// <summary>One raw timing: never a mean of several iterations.</summary>
/// <param name="Launch">The process that measured it, from 1.</param>
/// <param name="Iteration">The iteration among those of the same kind in its launch, from 0.</param>
/// <param name="Kind">Cold or warm.</param>
/// <param name="Operations">The number of operations that the iteration made in a row, from 1.</param>
/// <param name="Nanoseconds">Wall time of all <paramref name="Operations"/> together.</param>
/// <param name="CpuNanoseconds">CPU time of the compiling thread (of the process with <c>+parallel</c>) for all operations together; null where it was not measured.</param>
public sealed record CompileTimeSample(
    int Launch,
    int Iteration,
    SampleKind Kind,
    long Operations,
    long Nanoseconds,
    long? CpuNanoseconds)
{
    /// <summary>The round that the sample belongs to, from 1; null where the run had no rounds.</summary>
    public int? Round { get; init; }

    /// <summary>Times of the reference compile around this sample; null where they were not measured.</summary>
    public ReferenceTimes? Reference { get; init; }

    /// <summary>In a merged run of several hosts the index of the host that measured the sample, from 0; otherwise null, and then absent from the record.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Host { get; init; }

    /// <summary>Wall nanoseconds of one operation.</summary>
    [JsonIgnore]
    public double NanosecondsPerOperation => (double)Nanoseconds / Operations;

    /// <summary>CPU nanoseconds of one operation; null where it was not measured.</summary>
    [JsonIgnore]
    public double? CpuNanosecondsPerOperation => (double?)CpuNanoseconds / Operations;
}
