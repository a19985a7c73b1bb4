using System.Xml.Linq;
using CompileBench.Reporting.Documents.Explaining;
using CompileBench.Reporting.Tests.Page;
using Xunit;

namespace CompileBench.Reporting.Tests.Documents.Explaining;

public class FlameGraphTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly FlameFrame Root = new("compile", "compile", "other", 1000,
    [
        new("crate::optimise::<T as \"U\">::run & more", "run", "optimise", 600, [new("crate::egraph::insert", "insert", "optimise", 200, []), new("memcpy", "memcpy", "optimise", 100, [])]),
        new("regalloc::run", "run", "register allocation", 300, [new("regalloc::insert", "insert", "register allocation", 50, [])]),
    ]);

    private static readonly string[] Groups = ["optimise", "register allocation", "other"];

    [Fact]
    public void Svg_NamesWithMarkup_IsWellFormedAndWhole()
    {
        var document = XDocument.Parse(Drawing());

        Assert.Equal(6, document.Descendants().Count(e => e.Attribute("class")?.Value == "f"));
        Assert.DoesNotContain("http", Drawing().Replace("http://www.w3.org/", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Svg_SameInput_SameBytes() => Assert.Equal(Drawing(), Drawing());

    [Fact]
    public async Task Page_SearchThenZoomThenBack_CountsAndGrowsFrames()
    {
        var file = Path.Combine(Path.GetTempPath(), $"flame-{Guid.NewGuid():N}.svg");
        await File.WriteAllTextAsync(file, Drawing(), TestContext.Current.CancellationToken);
        try
        {
            await using var opened = await browser.Open(file);
            var page = opened.Page;

            await page.FillAsync("#search", "insert");
            Assert.Equal("2 frames, 25.0%", await page.TextContentAsync("#found"));
            Assert.Equal(2, await page.Locator(".hit").CountAsync());

            await page.FillAsync("#search", "");
            await page.Locator(".f[data-n='regalloc::run']").ClickAsync();
            Assert.Equal("1180", await page.Locator(".f[data-n='regalloc::run'] rect").GetAttributeAsync("width"));
            Assert.Equal(3, await page.Locator(".f:not(.hidden)").CountAsync());

            await page.ClickAsync("#reset");
            Assert.Equal(6, await page.Locator(".f:not(.hidden)").CountAsync());
            Assert.Contains("300 instructions, 30.00", await page.Locator(".f[data-n='regalloc::run'] title").TextContentAsync(), StringComparison.Ordinal);
            Assert.Empty(opened.Complaints);
            Assert.All(opened.Requests, request => Assert.StartsWith("file:", request, StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Drawing() => FlameGraph.Svg("a & b", "instructions; drawn from 0.05%", "instructions", Groups, Root);
}
