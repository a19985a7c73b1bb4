using Microsoft.Playwright;
using Xunit;

namespace CompileBench.Reporting.Tests.Page;

/// <summary>The system's Chromium, for every test of the page; null where there is none.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Places =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", @"C:\Program Files\Google\Chrome\Application\chrome.exe"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private string _missing = "Chromium is not installed (Debian: apt-get install chromium)";

    public static string? Chromium { get; } = Places.FirstOrDefault(File.Exists);

    public async ValueTask InitializeAsync()
    {
        if (Chromium is null)
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        try
        {
            _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-gpu"] });
        }
        catch (PlaywrightException e) when (Environment.GetEnvironmentVariable("CI") is null)
        {
            // Where nobody asked for these tests a browser that does not start is no reason to fail; CI installs one and needs it.
            _missing = $"{Chromium} does not start: {e.Message.Split('\n')[0]}";
        }
    }

    /// <summary>A fresh page that keeps what goes wrong on it.</summary>
    internal async Task<OpenPage> Open(string html, string address = "", int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        Assert.SkipWhen(_browser is null, _missing);
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = height }, ColorScheme = scheme });
        var page = await context.NewPageAsync();
        var opened = new OpenPage(context, page);
        await page.GotoAsync(new Uri(html).AbsoluteUri + address);
        await page.WaitForSelectorAsync(":root[data-ready]", new PageWaitForSelectorOptions { Timeout = 20_000, State = WaitForSelectorState.Attached });
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}

/// <summary>One open page and what it complained of.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    public OpenPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => Complaints.Add(error);
        page.Request += (_, request) => Requests.Add(request.Url);
        page.Dialog += (_, dialog) =>
        {
            Complaints.Add("a dialog opened: " + dialog.Message);
            _ = dialog.DismissAsync();
        };
    }

    public IPage Page { get; }

    public List<string> Complaints { get; } = [];

    public List<string> Requests { get; } = [];

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
