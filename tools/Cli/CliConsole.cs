using Spectre.Console;
using Spectre.Console.Rendering;

namespace CompileBench.Cli;

/// <summary>Prints tables so that a log holds them unfolded.</summary>
internal static class CliConsole
{
    /// <summary>Writes to standard output.</summary>
    public static void Write(IRenderable what)
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Console.Profile.Width = 240;
        }

        AnsiConsole.Console.Write(what);
    }
}
