using Spectre.Console;
using Spectre.Console.Rendering;

namespace CompileBench.CommandLine;

/// <summary>Prints tables to standard output.</summary>
public static class ConsoleTables
{
    // Wide enough that no row of a table is folded in a log.
    private const int RedirectedWidth = 240;

    /// <summary>Writes a table, or another element, to standard output.</summary>
    public static void Write(IRenderable element)
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Console.Profile.Width = RedirectedWidth;
        }

        AnsiConsole.Console.Write(element);
    }
}
