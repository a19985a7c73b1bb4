using System.Net;
using System.Security.Cryptography;
using System.Text;
using CompileBench.Reporting.Documents;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Page;

/// <summary>Writes the page: one HTML file that holds its data, its script and its chart library and asks nothing of the network.</summary>
public static class PageWriter
{
    /// <summary>The page's file name.</summary>
    public const string PageFile = "index.html";

    /// <summary>The page as UTF-8.</summary>
    public static byte[] Html(ReportSet set)
    {
        var data = PageData.Json(set);

        // The source map is not there; asking for it would be a request.
        var library = Resource("chart.umd.min.js").Replace("//# sourceMappingURL=chart.umd.min.js.map", "", StringComparison.Ordinal);
        var script = Resource("page.js");
        var execution = Resource("page-execution.js");
        var title = $"Compile times: {string.Join(", ", set.Combined.Analysis.Engines.Select(e => e.Engine).Take(4))}";
        var parts = new Dictionary<string, string>
        {
            ["title"] = WebUtility.HtmlEncode(PlainText.Cut(title, 120)),
            ["style"] = Resource("page.css"),
            ["policy"] = Policy(library, execution, script),
            ["licence"] = Resource("LICENSE-chart.js.md").Replace("--", "- -", StringComparison.Ordinal),
            ["library"] = library,
            ["execution"] = execution,
            ["script"] = script,
            ["data"] = Encoding.UTF8.GetString(data),
        };
        return Encoding.UTF8.GetBytes(Fill(Resource("page.html"), parts));
    }

    // Only these scripts run, whatever else a hostile record may have brought into the page.
    private static string Policy(params string[] scripts)
    {
        var hashes = scripts.Select(s => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(s)))}'");
        return $"default-src 'none'; script-src {string.Join(' ', hashes)}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";
    }

    // One pass: what is filled in is never looked at again.
    private static string Fill(string template, Dictionary<string, string> parts)
    {
        var text = new StringBuilder();
        var at = 0;
        while (template.IndexOf("{{", at, StringComparison.Ordinal) is >= 0 and var open)
        {
            var close = template.IndexOf("}}", open, StringComparison.Ordinal);
            text.Append(template, at, open - at).Append(parts[template[(open + 2)..close]]);
            at = close + 2;
        }

        return text.Append(template, at, template.Length - at).ToString();
    }

    private static string Resource(string name)
    {
        using var stream = typeof(PageWriter).Assembly.GetManifestResourceStream("page/" + name)
            ?? throw new InvalidOperationException($"the assembly lacks its embedded file {name}");
        using var reader = new StreamReader(stream, Encoding.UTF8);

        // A browser hashes a script with its line ends made \n.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
