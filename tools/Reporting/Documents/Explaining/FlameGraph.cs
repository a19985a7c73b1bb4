using System.Globalization;
using System.Text;

namespace CompileBench.Reporting.Documents.Explaining;

/// <summary>
/// Draws a flame graph (Brendan Gregg, "The flame graph", CACM 59(6), 2016) as one SVG file that needs nothing else: it is whole without its
/// script, which adds zooming and searching.
/// </summary>
public static class FlameGraph
{
    private const int Width = 1200;
    private const int RowHeight = 19;
    private const int Top = 114;
    private const int Margin = 10;

    // Of the font and size below, wide characters counted.
    private const double CharacterWidth = 6.7;
    private const double SmallestWidth = 0.3;

    // Light enough for black text at a contrast of more than 7 to 1, and apart from each other for most kinds of colour blindness
    // (after Paul Tol's "light" scheme).
    private static readonly string[] Colours =
        ["#99ddff", "#bbcc33", "#eedd88", "#ffaabb", "#ee8866", "#77aadd", "#44bb99", "#dddddd", "#cbb0e8", "#f2f2f2"];

    /// <summary>The drawing.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="subtitle">How to read it: the unit, and what is left out.</param>
    /// <param name="unit">What values are, such as <c>instructions</c>.</param>
    /// <param name="groups">The groups in the order of the legend; ones no frame has are left out of it.</param>
    /// <param name="root">The frame that holds all.</param>
    public static string Svg(string title, string subtitle, string unit, IReadOnlyList<string> groups, FlameFrame root)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(root);
        var height = Top + (Depth(root) * RowHeight) + 34;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" height=\"{height}\" role=\"img\" aria-label=\"{Escape(title)}\" font-family=\"ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace\" font-size=\"11\">\n");
        text.Append("<style>svg{background:#fff}.f{cursor:pointer}.f rect{stroke:#fff;stroke-width:.6}.f:hover rect,.f:focus rect{stroke:#000}.f text{pointer-events:none}.dim rect{opacity:.25}.hit rect{stroke:#000;stroke-width:1.2}.hidden{display:none}</style>\n");
        text.Append(CultureInfo.InvariantCulture, $"<text x=\"{Margin}\" y=\"24\" font-size=\"17\" font-weight=\"bold\" font-family=\"sans-serif\">{Escape(title)}</text>\n");
        text.Append(CultureInfo.InvariantCulture, $"<text x=\"{Margin}\" y=\"43\" font-family=\"sans-serif\" fill=\"#444\">{Escape(subtitle)}</text>\n");
        Legend(text, groups, root);
        text.Append("<g id=\"frames\">\n");
        Frame(text, root, root.Value, unit, groups, 0, 0, Width - (2 * Margin));
        text.Append("</g>\n");
        text.Append(CultureInfo.InvariantCulture, $"<text id=\"detail\" x=\"{Margin}\" y=\"{height - 12}\" font-size=\"12\"> </text>\n");
        text.Append(CultureInfo.InvariantCulture, $"<foreignObject x=\"{Margin}\" y=\"78\" width=\"{Width - (2 * Margin)}\" height=\"30\"><div xmlns=\"http://www.w3.org/1999/xhtml\" style=\"font:12px sans-serif;white-space:nowrap\"><input id=\"search\" type=\"search\" aria-label=\"search functions\" placeholder=\"search functions\" style=\"width:150px;font:inherit\"/> <button id=\"reset\" type=\"button\" style=\"font:inherit\">whole graph</button> <span id=\"found\" style=\"margin-left:8px\"></span></div></foreignObject>\n");
        text.Append("<script><![CDATA[\n").Append(Script()).Append("\n]]></script>\n</svg>\n");
        return text.ToString();
    }

    private static void Frame(StringBuilder text, FlameFrame frame, double whole, string unit, IReadOnlyList<string> groups, int level, double x, double width)
    {
        if (width < SmallestWidth)
        {
            return;
        }

        var share = whole == 0 ? 0 : frame.Value / whole;
        var y = Top + (level * RowHeight);
        var detail = $"{frame.Name}: {frame.Value.ToString("N0", CultureInfo.InvariantCulture)} {unit}, {share.ToString("P2", CultureInfo.InvariantCulture)}, {frame.Group}";
        text.Append(CultureInfo.InvariantCulture, $"<g class=\"f\" tabindex=\"0\" data-x=\"{x:0.###}\" data-w=\"{width:0.###}\" data-l=\"{level}\" data-s=\"{Escape(frame.Label)}\" data-n=\"{Escape(frame.Name)}\"><title>{Escape(detail)}</title><rect x=\"{Margin + x:0.##}\" y=\"{y}\" width=\"{width:0.##}\" height=\"{RowHeight - 1}\" fill=\"{Colour(groups, frame.Group)}\"/>");
        text.Append(CultureInfo.InvariantCulture, $"<text x=\"{Margin + x + 3:0.##}\" y=\"{y + 13}\">{Escape(Fitting(frame.Label, width))}</text></g>\n");
        var at = x;
        foreach (var child in frame.Children)
        {
            var part = frame.Value == 0 ? 0 : width * child.Value / frame.Value;
            Frame(text, child, whole, unit, groups, level + 1, at, part);
            at += part;
        }
    }

    private static void Legend(StringBuilder text, IReadOnlyList<string> groups, FlameFrame root)
    {
        var used = new HashSet<string>();
        Collect(root, used);
        double x = Margin;
        foreach (var group in groups.Where(used.Contains))
        {
            var width = 22 + (group.Length * CharacterWidth);
            text.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x:0.#}\" y=\"57\" width=\"12\" height=\"12\" fill=\"{Colour(groups, group)}\" stroke=\"#888\"/><text x=\"{x + 16:0.#}\" y=\"67\" font-size=\"10\">{Escape(group)}</text>\n");
            x += width;
        }
    }

    private static void Collect(FlameFrame frame, HashSet<string> groups)
    {
        groups.Add(frame.Group);
        foreach (var child in frame.Children)
        {
            Collect(child, groups);
        }
    }

    private static string Colour(IReadOnlyList<string> groups, string group)
    {
        for (var i = 0; i < groups.Count; i++)
        {
            if (groups[i] == group)
            {
                return Colours[i % Colours.Length];
            }
        }

        return Colours[^1];
    }

    private static int Depth(FlameFrame frame) => 1 + frame.Children.Select(Depth).DefaultIfEmpty(0).Max();

    private static string Fitting(string label, double width)
    {
        var room = (int)((width - 6) / CharacterWidth);
        return room < 3 ? "" : label.Length <= room ? label : label[..(room - 1)] + "…";
    }

    private static string Escape(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => result.Append("&amp;"),
                '<' => result.Append("&lt;"),
                '>' => result.Append("&gt;"),
                '"' => result.Append("&quot;"),
                _ when char.IsControl(c) || char.IsSurrogate(c) => result.Append('\uFFFD'),
                _ => result.Append(c),
            };
        }

        return result.ToString();
    }

    private static string Script()
    {
        using var stream = typeof(FlameGraph).Assembly.GetManifestResourceStream("explaining/flame.js")
            ?? throw new InvalidOperationException("flame.js is not in the assembly");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().TrimEnd();
    }
}
