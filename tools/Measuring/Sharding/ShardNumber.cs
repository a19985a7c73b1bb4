using System.Globalization;

namespace CompileBench.Measuring.Sharding;

/// <summary>One of several parts: <c>I/N</c> with <c>1 &lt;= I &lt;= N</c>.</summary>
/// <param name="Index">The number of the part, from 1.</param>
/// <param name="Count">How many parts there are, from 1.</param>
public readonly record struct ShardNumber(int Index, int Count)
{
    /// <summary>What stands for a number that the environment gives.</summary>
    public const string Auto = "auto";

    /// <summary>The most parts.</summary>
    public const int MostParts = 100_000;

    /// <summary>Reads a value of <c>--shard</c>.</summary>
    /// <param name="text"><c>I/N</c> or <c>auto</c>; null for no option, which gives null.</param>
    /// <exception cref="UsageException">It is neither, or the environment names no shard.</exception>
    public static ShardNumber? Parse(string? text) => text switch
    {
        null => null,
        Auto => ShardEnvironment.Read(Environment.GetEnvironmentVariable),
        _ => TryParse(text, out var number) ? number : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"--shard '{text}' is neither '{Auto}' nor I/N with 1 <= I <= N <= {MostParts}, such as 1/4")),
    };

    /// <summary>Reads <c>I/N</c>.</summary>
    public static bool TryParse(string text, out ShardNumber number)
    {
        ArgumentNullException.ThrowIfNull(text);
        number = default;
        var parts = text.Split('/');
        if (parts.Length != 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || index < 1 || index > count || count > MostParts)
        {
            return false;
        }

        number = new ShardNumber(index, count);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");
}
