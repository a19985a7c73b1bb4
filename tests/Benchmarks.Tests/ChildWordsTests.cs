using CompileBench.Benchmarks.Contract;
using Xunit;

namespace CompileBench.Benchmarks.Tests;

public class ChildWordsTests
{
    [Fact]
    public void Of_NestedException_IsItsInnermostMessage() =>
        Assert.Equal(
            "x.wasm does not have the digest sha256:00",
            ChildWords.Of(
            [
                "// Benchmark Process",
                "",
                "System.Reflection.TargetInvocationException: Exception has been thrown by the target of an invocation.",
                " ---> System.InvalidOperationException: x.wasm does not have the digest sha256:00",
                "   at CompileBench.Benchmarks.Child.CaseSession..ctor()",
                "   --- End of inner exception stack trace ---",
            ]));

    [Fact]
    public void Of_NoException_IsTheLastLines() =>
        Assert.Equal("b | c | d | e", ChildWords.Of(["a", "b", "// WorkloadActual", "c", "d", "e"]));

    [Fact]
    public void Of_Silence_IsEmpty() => Assert.Equal("", ChildWords.Of(["// Benchmark Process", ""]));
}
