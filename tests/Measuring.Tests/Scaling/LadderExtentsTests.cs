using CompileBench.Measuring.Scaling;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Measuring.Tests.Scaling;

public class LadderExtentsTests
{
    [Fact]
    public void Load_WhatWasSaved_IsTheSame()
    {
        using var folder = new TestFolder();
        var saved = new LadderExtents(folder.Path);
        saved.Set(new LadderExtent("nested-blocks", "winch", "1.0.0", 64, LadderEnd.Budget));
        saved.Save();

        var loaded = new LadderExtents(folder.Path);
        loaded.Load();

        Assert.Equal(saved.All, loaded.All);
    }

    [Theory]
    [InlineData("""{"ladders":[null]}""")]
    [InlineData("""{"ladders":null}""")]
    [InlineData("""{"ladders":[{"shape":null,"settings":"winch","engine":"1.0.0","largestTried":64,"end":"Budget"}]}""")]
    [InlineData("""{"ladders":[{"settings":"winch","engine":"1.0.0","largestTried":64,"end":"Budget"}]}""")]
    [InlineData("""{}""")]
    [InlineData("""[null]""")]
    public void Load_SomethingMissing_OneLineThatNamesTheFile(string text)
    {
        using var folder = new TestFolder();
        var file = Path.Combine(folder.Path, "ladders.json");
        File.WriteAllText(file, text);

        var fault = Assert.Throws<RecordFormatException>(() => new LadderExtents(folder.Path).Load());

        Assert.StartsWith(file, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }
}
