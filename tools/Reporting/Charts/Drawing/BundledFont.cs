using System.Text;
using ScottPlot;
using SkiaSharp;

namespace CompileBench.Reporting.Charts.Drawing;

/// <summary>
/// The font that travels with the assembly. A machine without fonts (a fresh container) would draw charts without a single letter,
/// and two machines with different fonts would draw different charts.
/// </summary>
internal static class BundledFont
{
    /// <summary>The family name by which charts ask for it.</summary>
    public const string Family = "Inter";

    private const string RegularResource = "fonts/inter-latin-400-normal.woff";
    private const string SemiBoldResource = "fonts/inter-latin-600-normal.woff";

    /// <summary>The regular weight as a web font, for embedding into an SVG.</summary>
    public static byte[] RegularWoff { get; } = Read(RegularResource);

    /// <summary>The semi-bold weight as a web font, for embedding into an SVG.</summary>
    public static byte[] SemiBoldWoff { get; } = Read(SemiBoldResource);

    /// <summary>The regular weight.</summary>
    public static SKTypeface Regular { get; } = Load(RegularWoff);

    /// <summary>The semi-bold weight.</summary>
    public static SKTypeface SemiBold { get; } = Load(SemiBoldWoff);

    /// <summary>Makes ScottPlot find the font; calling it again does nothing.</summary>
    public static void Register() => _ = Registration.Value;

    /// <summary>The text with every character that the font cannot draw, or that XML does not allow, replaced by a question mark.</summary>
    public static string Drawable(string text)
    {
        var bad = text.AsSpan().ContainsAnyExceptInRange(' ', '~');
        return bad ? string.Concat(text.EnumerateRunes().Select(r => !Rune.IsControl(r) && Regular.GetGlyph(r.Value) != 0 ? r.ToString() : "?")) : text;
    }

    private static readonly Lazy<bool> Registration = new(() =>
    {
        Fonts.FontResolvers.Insert(0, new Resolver());
        Fonts.Default = Family;
        return true;
    });

    private static byte[] Read(string resource)
    {
        using var stream = typeof(BundledFont).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"the assembly lacks its embedded font {resource}");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static SKTypeface Load(byte[] woff)
    {
        using var data = SKData.CreateCopy(WoffFile.Unpack(woff));
        return SKTypeface.FromData(data) ?? throw new InvalidOperationException("the embedded font cannot be read");
    }

    private sealed class Resolver : IFontResolver
    {
        // ScottPlot caches and owns what it is handed, so it gets typefaces of its own.
        public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
            fontName == Family ? Load(weight >= FontWeight.SemiBold ? SemiBoldWoff : RegularWoff) : null;

        public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) =>
            fontName == Family ? Load(bold ? SemiBoldWoff : RegularWoff) : null;
    }
}
