using CompileBench.Measuring.Sharding;
using Xunit;

namespace CompileBench.Measuring.Tests.Sharding;

public sealed class ShardNumberTests
{
    [Theory]
    [InlineData("1/1", 1, 1)]
    [InlineData("3/8", 3, 8)]
    public void Parse_Number_IsRead(string text, int index, int count) => Assert.Equal(new ShardNumber(index, count), ShardNumber.Parse(text));

    [Theory]
    [InlineData("0/3")]
    [InlineData("4/3")]
    [InlineData("1/0")]
    [InlineData("1")]
    [InlineData("-1/3")]
    [InlineData("1/2000000000")]
    [InlineData("")]
    public void Parse_AnythingElse_IsRefused(string text) => Assert.Contains("I/N", Assert.Throws<UsageException>(() => ShardNumber.Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("2/3", "SLURM_ARRAY_TASK_ID=2 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_COUNT=3")]
    [InlineData("3/3", "SLURM_ARRAY_TASK_ID=2 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_COUNT=3")]
    [InlineData("2/3", "SLURM_ARRAY_TASK_ID=2 SLURM_ARRAY_TASK_MIN=2 SLURM_ARRAY_TASK_COUNT=1 COMPILEBENCH_SHARD_COUNT=3")]
    [InlineData("1/4", "JOB_COMPLETION_INDEX=0 COMPILEBENCH_SHARD_COUNT=4")]
    [InlineData("4/4", "PARALLEL_SEQ=4 COMPILEBENCH_SHARD_COUNT=4")]
    [InlineData("5/9", "COMPILEBENCH_SHARD=5/9 SLURM_ARRAY_TASK_ID=2 JOB_COMPLETION_INDEX=1")]
    public void Read_VariablesOfAScheduler_GiveTheShard(string expected, string variables) => Assert.Equal(expected, Read(variables).ToString());

    [Theory]
    [InlineData("", "finds no scheduler")]
    [InlineData("SLURM_ARRAY_TASK_ID=2 JOB_COMPLETION_INDEX=1 COMPILEBENCH_SHARD_COUNT=4", "ambiguous: SLURM_ARRAY_TASK_ID and JOB_COMPLETION_INDEX")]
    [InlineData("JOB_COMPLETION_INDEX=1", "set COMPILEBENCH_SHARD_COUNT")]
    [InlineData("JOB_COMPLETION_INDEX=4 COMPILEBENCH_SHARD_COUNT=4", "shard 5 of 4")]
    [InlineData("PARALLEL_SEQ=x COMPILEBENCH_SHARD_COUNT=4", "PARALLEL_SEQ is 'x'")]
    [InlineData("SLURM_ARRAY_TASK_ID=2", "needs SLURM_ARRAY_TASK_MIN")]
    [InlineData("COMPILEBENCH_SHARD=9", "COMPILEBENCH_SHARD is '9'")]
    public void Read_VariablesThatNameNoShard_AreRefusedByName(string variables, string reason) =>
        Assert.Contains(reason, Assert.Throws<UsageException>(() => Read(variables)).Message, StringComparison.Ordinal);

    private static ShardNumber Read(string variables)
    {
        var values = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => v.Split('=')).ToDictionary(v => v[0], v => v[1]);
        return ShardEnvironment.Read(values.GetValueOrDefault);
    }
}
