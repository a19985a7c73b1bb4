using CompileBench.Benchmarks.Suite.Options;
using CompileBench.Measuring;
using Xunit;

namespace CompileBench.Benchmarks.Tests;

public class StoredArgumentsTests
{
    [Fact]
    public void Check_FilterAndJob_AreAccepted() => StoredArguments.Check("r", ["--filter", "*Compile*", "--job=short", "-m"]);

    [Theory]
    [InlineData("--envVars")]
    [InlineData("--cli")]
    [InlineData("--coreRun=/tmp/x")]
    [InlineData("--artifacts")]
    [InlineData("-p")]
    public void Check_WhatRunsOrNamesSomething_IsRefused(string argument)
    {
        var fault = Assert.Throws<UsageException>(() => StoredArguments.Check("r", ["--filter", "*", argument, "value"]));

        Assert.Contains(argument.Split('=')[0], fault.Message, StringComparison.Ordinal);
    }
}
