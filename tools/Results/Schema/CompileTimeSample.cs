using System.Text.Json.Serialization;

namespace CompileBench.Results.Schema;

/// <summary>Whether a sample is the first operation of its process or a later one. The two are never averaged together.</summary>
[JsonConverter(typeof(NamedEnumConverter<SampleKind>))]
public enum SampleKind
{
    /// <summary>The first compile of a fresh process: page faults and lazy initialisation included.</summary>
    [JsonStringEnumMemberName("cold")]
    Cold,

    /// <summary>A compile after at least one other in the same process.</summary>
    [JsonStringEnumMemberName("warm")]
    Warm,
}

/// <summary>One raw timing: never a mean of several iterations.</summary>
/// <param name="Launch">Which process measured it, from 1.</param>
/// <param name="Iteration">Which iteration of that kind in its launch, from 0.</param>
/// <param name="Kind">Cold or warm.</param>
/// <param name="Operations">How many compiles the iteration made in a row, from 1.</param>
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
    /// <summary>Wall nanoseconds of one compile.</summary>
    [JsonIgnore]
    public double NanosecondsPerOperation => (double)Nanoseconds / Operations;

    /// <summary>CPU nanoseconds of one compile; null where it was not measured.</summary>
    [JsonIgnore]
    public double? CpuNanosecondsPerOperation => (double?)CpuNanoseconds / Operations;
}
