using CompileBench.Engines.Isolation;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Engines.Tests.Isolation;

public class OutcomeTests
{
    [Fact]
    public void Message_EveryOutcome_IsOneLineOrNull()
    {
        Assert.Null(new Outcome.Completed(null).Message);
        Assert.Equal("too large", new Outcome.Rejected("too large").Message);
        Assert.Equal("killed after 1.50 s", new Outcome.TimedOut(TimeSpan.FromSeconds(1.5)).Message);
        Assert.Equal("stopped at 3 MB, limit 2 MB", new Outcome.OutOfMemory(3_000_000, 2_000_000).Message);
        Assert.Equal("signal 6 (SIGABRT)", new Outcome.Crashed("signal 6 (SIGABRT)", "").Message);
        Assert.Equal("signal 6 (SIGABRT): panicked", new Outcome.Crashed("signal 6 (SIGABRT)", "panicked").Message);
        Assert.Equal("out of bounds", new Outcome.Trapped("out of bounds").Message);
        Assert.Equal("5 bytes instead of 6", new Outcome.WrongOutput("5 bytes instead of 6").Message);
        Assert.Equal("no file", new Outcome.ToolFailed("no file").Message);
    }

    [Fact]
    public void Kind_EveryOutcome_HasItsOwn()
    {
        Outcome[] all =
        [
            new Outcome.Completed(null), new Outcome.Rejected(""), new Outcome.TimedOut(TimeSpan.Zero), new Outcome.OutOfMemory(0, 0), new Outcome.Crashed("", ""),
            new Outcome.Trapped(""), new Outcome.WrongOutput(""), new Outcome.ToolFailed(""),
        ];

        Assert.Equal(all.Length, all.Select(o => o.Kind).Distinct().Count());
        Assert.All(typeof(Outcome).GetNestedTypes(), type => Assert.Contains(all, o => o.GetType() == type));
    }

    [Fact]
    public void ThrowIfToolFailed_OnlyOurOwnFault_Throws()
    {
        var rejected = new Outcome.Rejected("too large");

        Assert.Same(rejected, rejected.ThrowIfToolFailed());
        Assert.Equal(OutcomeKind.ToolFailed, new Outcome.ToolFailed("no file").Kind);
        Assert.Equal("no file", Assert.Throws<ToolFailedException>(new Outcome.ToolFailed("no file").ThrowIfToolFailed).Message);
    }
}
