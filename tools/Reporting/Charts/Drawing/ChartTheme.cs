using SkiaSharp;

namespace CompileBench.Reporting.Charts.Drawing;

/// <summary>The colours of everything that is no data.</summary>
internal sealed record ChartTheme(string Name, bool IsDark)
{
    /// <summary>For white pages and print.</summary>
    public static ChartTheme Light { get; } = new("light", false)
    {
        Background = SKColors.White,
        Text = SKColor.Parse("#1a1f24"),
        Muted = SKColor.Parse("#59636e"),
        Frame = SKColor.Parse("#8b949e"),
        Grid = SKColor.Parse("#dde1e6"),
        MinorGrid = SKColor.Parse("#f0f2f4"),
        Lane = SKColor.Parse("#f4f5f7"),
    };

    /// <summary>For dark pages.</summary>
    public static ChartTheme Dark { get; } = new("dark", true)
    {
        Background = SKColor.Parse("#0f141a"),
        Text = SKColor.Parse("#e8edf2"),
        Muted = SKColor.Parse("#a3aeba"),
        Frame = SKColor.Parse("#6b7682"),
        Grid = SKColor.Parse("#2b333c"),
        MinorGrid = SKColor.Parse("#1b222a"),
        Lane = SKColor.Parse("#171d24"),
    };

    /// <summary>Behind everything.</summary>
    public required SKColor Background { get; init; }

    /// <summary>Titles and labels.</summary>
    public required SKColor Text { get; init; }

    /// <summary>Captions, details and reference lines.</summary>
    public required SKColor Muted { get; init; }

    /// <summary>The axes.</summary>
    public required SKColor Frame { get; init; }

    /// <summary>Grid lines at labelled ticks.</summary>
    public required SKColor Grid { get; init; }

    /// <summary>Grid lines between them.</summary>
    public required SKColor MinorGrid { get; init; }

    /// <summary>The lane of cases without a value, and relevance bands.</summary>
    public required SKColor Lane { get; init; }
}
