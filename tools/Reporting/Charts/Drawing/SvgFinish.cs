using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace CompileBench.Reporting.Charts.Drawing;

/// <summary>Makes Skia's SVG fit to publish: a title and description for screen readers, a size that scales, and the font embedded.</summary>
internal static partial class SvgFinish
{
    private static readonly HashSet<string> Geometry = new(StringComparer.Ordinal) { "d", "cx", "cy", "rx", "ry", "x", "y", "width", "height", "transform" };

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly Lazy<string> FontStyle = new(() =>
        $"@font-face{{font-family:Inter;font-weight:400;src:url(data:font/woff;base64,{Convert.ToBase64String(BundledFont.RegularWoff)})}}" +
        $"@font-face{{font-family:Inter;font-weight:600;src:url(data:font/woff;base64,{Convert.ToBase64String(BundledFont.SemiBoldWoff)})}}");

    /// <summary>The finished file, UTF-8.</summary>
    public static byte[] Finish(byte[] skia, Chart chart, int width, int height)
    {
        var document = XDocument.Parse(Encoding.UTF8.GetString(skia));
        var root = document.Root!;
        root.SetAttributeValue("viewBox", $"0 0 {width} {height}");
        root.SetAttributeValue("role", "img");
        root.SetAttributeValue("aria-labelledby", "chart-title chart-description");
        foreach (var attribute in root.Descendants().Attributes().Where(a => Geometry.Contains(a.Name.LocalName)))
        {
            attribute.Value = LongFraction().Replace(attribute.Value, "$1");
        }

        RenumberClips(root);
        foreach (var text in root.Descendants(Svg + "text"))
        {
            text.Value = text.Value.Trim();

            // Each letter has its own position: a space that a reader drops would shift all behind it.
            text.SetAttributeValue(XNamespace.Xml + "space", "preserve");
            text.SetAttributeValue("font-family", BundledFont.Family + ", sans-serif");

            // Skia names the semi-bold file's own family and rounds its weight; in the file there is one family of two weights.
            text.SetAttributeValue("font-weight", text.Attribute("font-weight") is null ? null : "600");
        }

        root.AddFirst(
            new XElement(Svg + "title", new XAttribute("id", "chart-title"), BundledFont.Drawable(chart.Title)),
            new XElement(Svg + "desc", new XAttribute("id", "chart-description"), BundledFont.Drawable($"{chart.Subtitle} {chart.Caption}".Trim())),
            new XElement(Svg + "style", FontStyle.Value));

        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), NewLineChars = "\n" }))
        {
            document.Save(writer);
        }

        return stream.ToArray();
    }

    // Skia numbers clips through the life of the process; the same chart must give the same file.
    private static void RenumberClips(XElement root)
    {
        var names = root.Descendants(Svg + "clipPath").Select((clip, i) => (Old: (string)clip.Attribute("id")!, New: $"clip-{i + 1}")).ToDictionary(n => n.Old, n => n.New);
        foreach (var attribute in root.Descendants().Attributes())
        {
            if (attribute.Name.LocalName == "id" && names.TryGetValue(attribute.Value, out var id))
            {
                attribute.Value = id;
            }
            else if (attribute.Value.StartsWith("url(#", StringComparison.Ordinal) && names.TryGetValue(attribute.Value[5..^1], out var reference))
            {
                attribute.Value = $"url(#{reference})";
            }
        }
    }

    // A hundredth of a pixel is more than anyone sees; the digits after it are a third of the file.
    [GeneratedRegex(@"(\.\d\d)\d+(?![\d.e])")]
    private static partial Regex LongFraction();
}
