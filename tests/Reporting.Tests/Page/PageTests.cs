using System.Diagnostics;
using CompileBench.Reporting.Documents;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Page;
using CompileBench.Results.Schema;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace CompileBench.Reporting.Tests.Page;

public sealed class PageTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    private readonly TestFolder _directory = new();

    public void Dispose() => _directory.Dispose();

    // The address follows an event that the browser may deliver later than the key or click that caused it; it is waited for, and a wait in vain fails.
    private static Task AddressHolds(IPage page, string text) => page.WaitForFunctionAsync("text => location.href.includes(text)", text);

    [Fact]
    public async Task Open_AnyRun_ComplainsOfNothingAndAsksTheNetworkForNothing()
    {
        await using var opened = await Open(SyntheticRun.Create(24));
        Assert.Empty(opened.Complaints);
        var request = Assert.Single(opened.Requests, r => !r.StartsWith("data:", StringComparison.Ordinal));
        Assert.StartsWith("file:", request, StringComparison.Ordinal);
        Assert.Equal("168 of 168 cases, the first 100 shown", await opened.Page.InnerTextAsync("#count"));
        Assert.NotEqual(0, await opened.Page.Locator("#warnings li").CountAsync());
        Assert.Contains("compiles", await opened.Page.Locator("#claims li").First.InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filter_SearchSettingAndOutcome_NarrowTheTableAndTheAddress()
    {
        await using var opened = await Open(SyntheticRun.Create(24));
        var page = opened.Page;
        await page.FillAsync("#search", "synthetic-003");
        await page.WaitForFunctionAsync("() => document.getElementById('count').textContent.startsWith('7 of')");
        await page.Locator("#settings label", new PageLocatorOptions { HasTextString = "winch" }).Locator("input").UncheckAsync();
        Assert.StartsWith("6 of", await page.InnerTextAsync("#count"), StringComparison.Ordinal);
        await AddressHolds(page, "q=synthetic-003");
        await page.SelectOptionAsync("#outcome", "rejected");
        Assert.StartsWith("0 of", await page.InnerTextAsync("#count"), StringComparison.Ordinal);
        Assert.Empty(opened.Complaints);
    }

    [Fact]
    public async Task Filter_OverBudget_ShowsThoseAndSaysWhichSettingHelps()
    {
        var samples = (double seconds) => new CompileTimeSample[] { new(1, 0, SampleKind.Warm, 1, (long)(seconds * 1e9), null), new(2, 0, SampleKind.Warm, 1, (long)(seconds * 1e9), null) };
        var run = new RunData(
            SyntheticRun.Manifest(["e"], ["slow"]),
            [SyntheticRun.Record("slow", "speed-backtracking", "e", samples(5)), SyntheticRun.Record("slow", "winch", "e", samples(0.1))]);
        await using var opened = await Open(run);
        Assert.Contains("1 case is too slow for a fuzzer", await opened.Page.InnerTextAsync("#warnings"), StringComparison.Ordinal);
        await opened.Page.SelectOptionAsync("#outcome", "over budget");
        Assert.StartsWith("1 of 2 cases", await opened.Page.InnerTextAsync("#count"), StringComparison.Ordinal);
        await opened.Page.Locator("#rows a").First.ClickAsync();
        Assert.Contains("within it under winch", await opened.Page.InnerTextAsync("#detail-body"), StringComparison.Ordinal);
        Assert.Empty(opened.Complaints);
    }

    [Fact]
    public async Task Axis_RunTimeWhereItWasMeasured_IsOffered()
    {
        var samples = new CompileTimeSample[] { new(1, 0, SampleKind.Warm, 1, 1000, null), new(2, 0, SampleKind.Warm, 1, 1100, null) };
        var compile = SyntheticRun.Record("m", "winch", "e", samples);
        await using var opened = await Open(new RunData(SyntheticRun.Manifest(["e"], ["m"]), [compile, compile with { Operation = OperationNames.Execute }]), "#x=run");
        Assert.Contains("against time of one execution, both axes logarithmic; 1 case", await opened.Page.InnerTextAsync("#chart-note"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sort_ByTimeWithTheKeyboard_OrdersRowsBothWays()
    {
        await using var opened = await Open(SyntheticRun.Create(6, withFailures: false));
        var page = opened.Page;
        var button = page.Locator("[data-sort=ratio]");
        await button.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("ascending", await page.Locator("th", new PageLocatorOptions { Has = page.Locator("[data-sort=ratio]") }).GetAttributeAsync("aria-sort"));
        Assert.Equal("winch", await page.Locator("#rows tr").First.Locator("td").Nth(1).InnerTextAsync());
        await page.Keyboard.PressAsync("Enter");
        Assert.NotEqual("winch", await page.Locator("#rows tr").First.Locator("td").Nth(1).InnerTextAsync());
        await AddressHolds(page, "sort=-ratio");
    }

    [Fact]
    public async Task Metric_Changed_ChartsAnotherAxis()
    {
        await using var opened = await Open(SyntheticRun.Create(8));
        await opened.Page.SelectOptionAsync("#x-axis", "functions");
        Assert.Contains("against functions", await opened.Page.InnerTextAsync("#chart-note"), StringComparison.Ordinal);
        await opened.Page.SelectOptionAsync("#y-axis", "ratio");
        Assert.Contains("Ratio to speed-backtracking against functions", await opened.Page.InnerTextAsync("#chart-note"), StringComparison.Ordinal);
        Assert.Empty(opened.Complaints);
    }

    [Fact]
    public async Task DeepLink_ToACase_OpensItWithItsSamples()
    {
        var run = SyntheticRun.Create(6);
        var link = "#case=" + Uri.EscapeDataString($"{run.Manifest.Run}|0.0.0-test|synthetic-004|pulley");
        await using var opened = await Open(run, link);
        Assert.Equal("synthetic-004, pulley", await opened.Page.InnerTextAsync("#detail-title"));
        Assert.Equal(8, await opened.Page.Locator("#detail svg circle").CountAsync());
        await opened.Page.Keyboard.PressAsync("Escape");
        Assert.False(await opened.Page.Locator("#detail").IsVisibleAsync());
        await opened.Page.WaitForFunctionAsync("() => !location.href.includes('case=')");
    }

    [Fact]
    public async Task Chart_ClickOnAPoint_OpensItsCase()
    {
        await using var opened = await Open(SyntheticRun.Create(1, withFailures: false));
        await opened.Page.Locator("#chart").ScrollIntoViewIfNeededAsync();
        var at = await opened.Page.EvaluateAsync<float[]>("() => { const c = Chart.getChart('chart'); const p = c.getDatasetMeta(0).data[0]; const r = c.canvas.getBoundingClientRect(); return [r.x + p.x, r.y + p.y]; }");
        await opened.Page.Mouse.ClickAsync(at[0], at[1]);
        await opened.Page.WaitForSelectorAsync("#detail[open]");
        Assert.StartsWith("synthetic-000", await opened.Page.InnerTextAsync("#detail-title"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    public async Task Accessibility_PageAndOpenCase_HaveNoSeriousFinding(ColorScheme scheme, int width)
    {
        await using var opened = await Open(SyntheticRun.Create(12, engines: ["49.0.0-test", "50.0.1-test"]), width: width, scheme: scheme);
        var page = opened.Page;
        Assert.Equal(scheme == ColorScheme.Dark ? "dark" : "light", await page.GetAttributeAsync("html", "data-theme"));
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), "the page is wider than the screen");
        await Screenshot(page, $"page-{scheme}-{width}".ToLowerInvariant());
        await AssertAccessible(page);
        await page.Locator("#rows a").First.ClickAsync();
        await AssertAccessible(page);
        await Screenshot(page, $"case-{scheme}-{width}".ToLowerInvariant());
        Assert.Empty(opened.Complaints);
    }

    [Fact]
    public async Task Open_EmptyRun_SaysSo()
    {
        await using var opened = await Open(new RunData(SyntheticRun.Manifest(["0.0.0-test"], []), []));
        Assert.Equal("0 of 0 cases", await opened.Page.InnerTextAsync("#count"));
        Assert.Contains("no finished case", await opened.Page.Locator("#warnings li").First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.False(await opened.Page.Locator("#execution-section").IsVisibleAsync());
        Assert.Empty(opened.Complaints);
    }

    [Fact]
    public async Task Open_LadderRun_OffersTheSizeAsAxisAndSaysWhatIsSteep()
    {
        await using var opened = await Open(SyntheticLadders.Create(3), "#x=ladderSize");
        Assert.Contains("against ladder size", await opened.Page.InnerTextAsync("#chart-note"), StringComparison.Ordinal);
        Assert.Contains("grows faster than the size", await opened.Page.Locator("#claims li").First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(opened.Complaints);
    }

    [Fact]
    public async Task Rows_OfAModule_FollowTheSettingsWithTheBaselineFirst()
    {
        var run = SyntheticRun.Create(2, withFailures: false);
        await using var opened = await Open(new RunData(run.Manifest, [.. run.Records.Reverse()], run.ModuleMetrics));
        var rows = opened.Page.Locator("#rows tr");
        Assert.Equal(SyntheticRun.Settings, (await rows.Locator("td:nth-child(2)").AllInnerTextsAsync()).Take(SyntheticRun.Settings.Length));
        Assert.Equal("1.00x", await rows.First.Locator("td").Nth(5).InnerTextAsync());
    }

    [Fact]
    public async Task Matrix_OneRowPerModule_HasAColumnPerSettingAndOpensCases()
    {
        await using var opened = await Open(SyntheticRun.Create(6), "#view=matrix");
        var page = opened.Page;
        Assert.Equal(SyntheticRun.Settings.Prepend("Module"), await page.Locator("#head th").AllInnerTextsAsync());
        Assert.Equal(6, await page.Locator("#rows tr").CountAsync());
        Assert.Contains("1.00x", await page.Locator("#rows tr").First.Locator("td").First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("rejected", (await page.Locator("#rows tr").Nth(1).Locator("td").Nth(5).InnerTextAsync()).Trim());
        await AssertAccessible(page);
        await page.Locator("#rows a").First.ClickAsync();
        Assert.Equal("synthetic-000, speed-backtracking", await page.InnerTextAsync("#detail-title"));
        Assert.Empty(opened.Complaints);
    }

    [Fact]
    public async Task Chart_CasesWithBounds_HaveErrorBars()
    {
        await using var opened = await Open(SyntheticRun.Create(4, withFailures: false));
        Assert.Equal("28", await opened.Page.GetAttributeAsync("#chart", "data-error-bars"));
        Assert.Contains("bars: 95% bounds", await opened.Page.InnerTextAsync("#chart-note"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Time_WithoutBounds_ShowsTheNumberOfSamples()
    {
        var samples = new CompileTimeSample[] { new(1, 0, SampleKind.Warm, 1, 238_000_000, null), new(1, 1, SampleKind.Warm, 1, 421_000_000, null) };
        await using var opened = await Open(new RunData(SyntheticRun.Manifest(["e"], ["m"]), [SyntheticRun.Record("m", "winch", "e", samples)]));
        Assert.EndsWith("(2 samples)", await opened.Page.Locator("#rows tr").First.Locator("td").Nth(4).InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Theme_Button_SwitchesAndStaysInTheAddress()
    {
        await using var opened = await Open(SyntheticRun.Create(3));
        await opened.Page.ClickAsync("#theme");
        Assert.Equal("dark", await opened.Page.GetAttributeAsync("html", "data-theme"));
        Assert.Equal("Switch to the light theme", await opened.Page.InnerTextAsync("#theme"));
        await AddressHolds(opened.Page, "theme=dark");
    }

    [Fact]
    public async Task HostileNames_AreShownAsTextAndNothingRuns()
    {
        var samples = new CompileTimeSample[] { new(1, 0, SampleKind.Cold, 1, 1500, null), new(1, 0, SampleKind.Warm, 1, 1000, null) };
        string[] names = ["<img src=x onerror=alert(1)>", "</script><script>alert(2)</script>", "=cmd()", "{{data}}", new string('z', 10_000), "a\"b'c&d<!--"];
        var run = new RunData(
            SyntheticRun.Manifest(names, names),
            [.. names.SelectMany(n => new[] { "speed-backtracking", n }.Select(s => SyntheticRun.Record(n, s, n, samples) with { Message = n }))]);
        await using var opened = await Open(run);
        Assert.Empty(opened.Complaints);
        Assert.Equal(0, await opened.Page.Locator("main img, main script").CountAsync());
        Assert.Equal("<img src=x onerror=alert(1)>", await opened.Page.Locator("#rows a", new PageLocatorOptions { HasTextString = "onerror" }).First.InnerTextAsync());
        await opened.Page.Locator("#rows a").First.ClickAsync();
        Assert.Equal(0, await opened.Page.Locator("dialog img, dialog script").CountAsync());
        Assert.Empty(opened.Complaints);
    }

    [Fact]
    public async Task FiveThousandCases_AreUsableAndSmall()
    {
        var html = PageWriter.Html(new ReportSet([SyntheticRun.Create(715, launches: 3, warm: 9)]));
        Assert.InRange(html.Length, 1, 3_000_000);
        var path = Path.Combine(_directory.Path, "big.html");
        await File.WriteAllBytesAsync(path, html, TestContext.Current.CancellationToken);
        var watch = Stopwatch.StartNew();
        await using var opened = await browser.Open(path);
        TestContext.Current.SendDiagnosticMessage($"5,005 cases of 30 samples: {html.Length / 1e6:0.00} MB, ready {watch.ElapsedMilliseconds} ms after the address was entered");
        Assert.StartsWith("5005 of 5005 cases", await opened.Page.InnerTextAsync("#count"), StringComparison.Ordinal);
        Assert.Empty(opened.Complaints);
    }

    [Fact]
    public async Task Execution_CompiledAndExecutedModules_ShowsRunTimesTradeOffTotalTimesAndBreakEven()
    {
        CaseRecord[] records =
        [
            .. SyntheticRun.CompiledAndExecuted("a", "winch", 1_000_000, 500_000), .. SyntheticRun.CompiledAndExecuted("a", "none-singlepass", 4_000_000, 150_000),
            .. SyntheticRun.CompiledAndExecuted("a", "speed-backtracking", 9_000_000, 100_000), .. SyntheticRun.CompiledAndExecuted("a", "pulley", 8_000_000, 4_000_000),
            .. SyntheticRun.CompiledAndExecuted("b", "winch", 2_000_000, 30_000), .. SyntheticRun.CompiledAndExecuted("b", "speed-backtracking", 5_000_000, 20_000),
        ];
        await using var opened = await Open(new RunData(SyntheticRun.Manifest(["e"], ["a", "b"]), records));
        var page = opened.Page;
        var rows = page.Locator("#break-even tbody tr");

        Assert.True(await page.Locator("#execution-section").IsVisibleAsync());
        Assert.Equal(3, await page.Locator("#run-times tbody tr").CountAsync());
        Assert.Equal(4, await rows.CountAsync());
        Assert.Equal("20 runs", await rows.Filter(new LocatorFilterOptions { HasTextString = "speed-backtracking" }).First.Locator("td").Nth(5).InnerTextAsync());
        Assert.Equal("never", await rows.Filter(new LocatorFilterOptions { HasTextString = "pulley" }).First.Locator("td").Nth(5).InnerTextAsync());
        Assert.Contains("winch", await page.GetAttributeAsync("#trade-off", "data-front"), StringComparison.Ordinal);
        Assert.Equal("2", await page.GetAttributeAsync("#total-time", "data-crossings"));
        Assert.Contains("speed-backtracking pays after 20 runs", await page.InnerTextAsync("#total-time-note"), StringComparison.Ordinal);
        Assert.Contains("pulley never pays", await page.InnerTextAsync("#total-time-note"), StringComparison.Ordinal);
        Assert.True(
            await page.EvaluateAsync<bool>("() => Chart.getChart('total-time').data.datasets.filter(d => !d.showLine).every(d => Math.abs(d.data[0].y - (1e6 + d.data[0].x * 5e5)) < 20)"),
            "a ring does not lie where its total equals that of winch");
        await AssertAccessible(page);
        await Screenshot(page, "page-execution");

        await page.SelectOptionAsync("#executed-module", "b");
        Assert.Equal("1", await page.GetAttributeAsync("#total-time", "data-crossings"));
        Assert.Contains("speed-backtracking pays after 300 runs", await page.InnerTextAsync("#total-time-note"), StringComparison.Ordinal);
        await AddressHolds(page, "executed=b");
        await page.Locator("#settings label", new PageLocatorOptions { HasTextString = "pulley" }).Locator("input").UncheckAsync();
        Assert.Equal(3, await rows.CountAsync());
        await page.ClickAsync("#theme");
        await page.SetViewportSizeAsync(390, 900);

        // Charts follow the new width a moment later.
        await page.WaitForFunctionAsync("() => document.documentElement.scrollWidth <= innerWidth");
        Assert.Empty(opened.Complaints);
    }

    private static async Task AssertAccessible(IPage page)
    {
        var found = await page.RunAxe();
        Assert.Empty(found.Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{v.Id}: {v.Help}: {string.Join("; ", v.Nodes.Take(3).Select(n => n.Html))}"));
    }

    private static async Task Screenshot(IPage page, string name) =>
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Repository.Root, "TestResults", "page", name + ".png"), FullPage = true });

    private async Task<OpenPage> Open(RunData run, string address = "", int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        var path = Path.Combine(_directory.Path, "index.html");
        await File.WriteAllBytesAsync(path, PageWriter.Html(new ReportSet([run])), TestContext.Current.CancellationToken);
        return await browser.Open(path, address, width, 900, scheme);
    }
}
