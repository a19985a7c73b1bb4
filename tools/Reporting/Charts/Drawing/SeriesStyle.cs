using CompileBench.Results.Schema;
using SkiaSharp;

namespace CompileBench.Reporting.Charts.Drawing;

/// <summary>The shapes that tell series apart where colours cannot.</summary>
internal enum MarkerShape
{
    Circle,
    Square,
    TriangleUp,
    TriangleDown,
    Diamond,
    Ring,
    Cross,
    Star,
}

/// <summary>How one series looks.</summary>
/// <param name="LightColour">On white.</param>
/// <param name="DarkColour">On near black.</param>
/// <param name="Shape">The shape of its points.</param>
internal sealed record SeriesStyle(SKColor LightColour, SKColor DarkColour, MarkerShape Shape)
{
    // Okabe and Ito's colours (https://jfly.uni-koeln.de/color/), told apart with every common colour blindness; the pale ones are
    // a little darker on white for contrast. The baseline is neutral: it is what the others are seen against.
    private static readonly SeriesStyle[] Styles =
    [
        FromHex("#2f3640", "#e8edf2", MarkerShape.Circle),
        FromHex("#0072b2", "#4aa8e0", MarkerShape.Square),
        FromHex("#d98e00", "#f0b13a", MarkerShape.TriangleUp),
        FromHex("#d55e00", "#ff8a3d", MarkerShape.TriangleDown),
        FromHex("#b4588f", "#e09ac4", MarkerShape.Diamond),
        FromHex("#009e73", "#2cc79b", MarkerShape.Ring),
        FromHex("#2f9bd4", "#8fd0f5", MarkerShape.Cross),
        FromHex("#8a8200", "#e5dc4a", MarkerShape.Star),
    ];

    /// <summary>The colour on white as <c>#rrggbb</c>.</summary>
    public string LightHex => Hex(LightColour);

    /// <summary>The colour on near black as <c>#rrggbb</c>.</summary>
    public string DarkHex => Hex(DarkColour);

    /// <summary>The colour on this theme.</summary>
    public SKColor On(ChartTheme theme) => theme.IsDark ? DarkColour : LightColour;

    /// <summary>
    /// A style for each of a chart's series. A setting has the style of its place in <see cref="SettingNames.All"/> and so looks the same in
    /// every chart; other series get what is left, in order.
    /// </summary>
    public static IReadOnlyList<SeriesStyle> For(IReadOnlyList<string> names)
    {
        var taken = names.Select(PlaceOf).ToHashSet();
        var free = Enumerable.Range(1, Styles.Length - 1).Append(0).Where(i => !taken.Contains(i)).ToList();
        if (free.Count == 0)
        {
            free = [.. Enumerable.Range(0, Styles.Length)];
        }

        var next = 0;
        return [.. names.Select(n => Styles[PlaceOf(n) ?? free[next++ % free.Count]])];
    }

    private static string Hex(SKColor colour) => $"#{colour.Red:x2}{colour.Green:x2}{colour.Blue:x2}";

    // More settings than styles would share some; a test holds that there are enough.
    private static int? PlaceOf(string name) => SettingNames.RankIn(SettingNames.All, name) is var place && place < SettingNames.All.Count ? place % Styles.Length : null;

    private static SeriesStyle FromHex(string light, string dark, MarkerShape shape) => new(SKColor.Parse(light), SKColor.Parse(dark), shape);
}
