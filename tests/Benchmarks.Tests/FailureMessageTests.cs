using CompileBench.Benchmarks.Contract;
using Xunit;

namespace CompileBench.Benchmarks.Tests;

public class FailureMessageTests
{
    [Fact]
    public void FromOutput_NestedException_IsItsInnermostMessage() =>
        Assert.Equal(
            "x.wasm does not have the digest sha256:00",
            FailureMessage.FromOutput(
            [
                "// Benchmark Process",
                "",
                "System.Reflection.TargetInvocationException: Exception has been thrown by the target of an invocation.",
                " ---> System.InvalidOperationException: x.wasm does not have the digest sha256:00",
                "   at CompileBench.Benchmarks.Child.CaseSession..ctor()",
                "   --- End of inner exception stack trace ---",
            ]));

    [Fact]
    public void FromOutput_NoException_IsTheLastLines() =>
        Assert.Equal("b | c | d | e", FailureMessage.FromOutput(["a", "b", "// WorkloadActual", "c", "d", "e"]));

    [Fact]
    public void FromOutput_Silence_IsEmpty() => Assert.Equal("", FailureMessage.FromOutput(["// Benchmark Process", ""]));
}
