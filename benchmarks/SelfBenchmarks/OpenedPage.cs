using System.Diagnostics;
using System.Globalization;

namespace CompileBench.Benchmarks.SelfBenchmarks;

/// <summary>How long a page takes in the system's Chromium until it can be used.</summary>
internal static class OpenedPage
{
    private const string Mark = "data-ready=\"";

    private static readonly string[] Places =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", @"C:\Program Files\Google\Chrome\Application\chrome.exe",
    ];

    /// <summary>
    /// Milliseconds from the start of loading until the page has read its data, drawn its chart and table and laid itself out, by the page's
    /// own clock; the browser's start is not in it. Null where no Chromium is installed or none answers.
    /// </summary>
    public static double? ReadyMilliseconds(string page)
    {
        if (Places.FirstOrDefault(File.Exists) is not { } chromium)
        {
            return null;
        }

        string[] arguments = ["--headless", "--no-sandbox", "--disable-gpu", "--window-size=1280,900", "--dump-dom", new Uri(page).AbsoluteUri];
        using var process = Process.Start(new ProcessStartInfo(chromium, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit(TimeSpan.FromSeconds(10));
        var at = text.IndexOf(Mark, StringComparison.Ordinal);
        return at < 0 ? null : double.Parse(text.AsSpan(at + Mark.Length, text.IndexOf('"', at + Mark.Length) - at - Mark.Length), CultureInfo.InvariantCulture);
    }
}
