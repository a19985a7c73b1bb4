using System.Net;
using System.Text;
using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Runs;

/// <summary>A chart in a Markdown document, light or dark as the reader's page is.</summary>
internal static class ChartMarkdown
{
    /// <summary>Writes the picture with its title as the words for those who cannot see it.</summary>
    public static void Append(StringBuilder text, Chart chart, string folder) =>
        text.Line("<picture>")
            .Line($"  <source media=\"(prefers-color-scheme: dark)\" srcset=\"{folder}/{chart.Name}-dark.png\">")
            .Line($"  <img alt=\"{WebUtility.HtmlEncode(PlainText.Cut(chart.Title, 200))}\" src=\"{folder}/{chart.Name}.png\">")
            .Line("</picture>")
            .Line();
}
