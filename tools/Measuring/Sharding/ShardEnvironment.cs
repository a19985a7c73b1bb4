using System.Globalization;

namespace CompileBench.Measuring.Sharding;

/// <summary>Reads the number of a shard from the variables that a scheduler sets in each task.</summary>
internal static class ShardEnvironment
{
    /// <summary><c>I/N</c>, for a CI matrix and every scheduler that is not listed below. It has priority over all others.</summary>
    public const string Number = "COMPILEBENCH_SHARD";

    /// <summary>The number of shards, for schedulers that tell a task its index alone.</summary>
    public const string Count = "COMPILEBENCH_SHARD_COUNT";

    private const string SlurmIndex = "SLURM_ARRAY_TASK_ID";
    private const string SlurmFirst = "SLURM_ARRAY_TASK_MIN";
    private const string SlurmCount = "SLURM_ARRAY_TASK_COUNT";
    private const string KubernetesIndex = "JOB_COMPLETION_INDEX";
    private const string ParallelIndex = "PARALLEL_SEQ";

    /// <summary>The shard of this task.</summary>
    /// <param name="variable">The value of a variable by name; null or empty where it is not set.</param>
    /// <exception cref="UsageException">No scheduler is found, several are, or a variable is missing or not a number.</exception>
    public static ShardNumber Read(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        if (Text(variable, Number) is { } stated)
        {
            return ShardNumber.TryParse(stated, out var number) ? number : throw new UsageException($"{Number} is '{stated}', not I/N with 1 <= I <= N, such as 1/4");
        }

        string[] found = [.. new[] { SlurmIndex, KubernetesIndex, ParallelIndex }.Where(name => Text(variable, name) is not null)];
        return found switch
        {
            [] => throw new UsageException($"--shard auto finds no scheduler: none of {SlurmIndex}, {KubernetesIndex} and {ParallelIndex} is set; set {Number}=I/N or write --shard I/N"),
            [SlurmIndex] => Slurm(variable),
            [KubernetesIndex] => Checked(Whole(variable, KubernetesIndex) + 1, CountFor(variable, KubernetesIndex)),
            [ParallelIndex] => Checked(Whole(variable, ParallelIndex), CountFor(variable, ParallelIndex)),
            _ => throw new UsageException($"--shard auto is ambiguous: {string.Join(" and ", found)} are set; set {Number}=I/N or write --shard I/N"),
        };
    }

    // An array that was submitted again for some of its tasks has another count and another first task. The stated count is that of the whole array,
    // whose tasks then are numbered from 1.
    private static ShardNumber Slurm(Func<string, string?> variable) => Text(variable, Count) is not null
        ? Checked(Whole(variable, SlurmIndex), Whole(variable, Count))
        : Checked(Whole(variable, SlurmIndex) - Whole(variable, SlurmFirst) + 1, Whole(variable, SlurmCount));

    private static int CountFor(Func<string, string?> variable, string index) => Text(variable, Count) is not null
        ? Whole(variable, Count)
        : throw new UsageException($"{index} gives the index of the task alone: set {Count} to the number of shards");

    private static int Whole(Func<string, string?> variable, string name) =>
        int.TryParse(Text(variable, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < int.MaxValue
            ? number
            : throw new UsageException(Text(variable, name) is { } text ? $"{name} is '{text}', not a whole number" : $"--shard auto needs {name}, which is not set");

    private static ShardNumber Checked(int index, int count) =>
        index >= 1 && index <= count && count <= ShardNumber.MostParts ? new ShardNumber(index, count) : throw new UsageException($"--shard auto: the environment gives shard {index} of {count}, which does not exist");

    private static string? Text(Func<string, string?> variable, string name) => variable(name) is { Length: > 0 } text ? text : null;
}
