using System.Text.Json.Serialization;

namespace CompileBench.Results.Schema;

/// <summary>Reads and writes an enum by its names alone: a number, which no version of this tool writes, may mean a member that does not exist.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
public sealed class NamedEnumConverter<TEnum>() : JsonStringEnumConverter<TEnum>(namingPolicy: null, allowIntegerValues: false)
    where TEnum : struct, Enum;
