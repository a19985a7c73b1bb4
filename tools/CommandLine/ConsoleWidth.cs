namespace CompileBench.CommandLine;

/// <summary>The width of standard output.</summary>
public static class ConsoleWidth
{
    // What people read logs in.
    private const int Redirected = 120;

    /// <summary>The width in columns: that of the terminal; 120 where output is redirected or the width is unknown.</summary>
    public static int Columns
    {
        get
        {
            if (Console.IsOutputRedirected)
            {
                return Redirected;
            }

            try
            {
                return Console.WindowWidth is > 0 and var width ? width : Redirected;
            }
            catch (Exception e) when (e is IOException or PlatformNotSupportedException)
            {
                return Redirected;
            }
        }
    }
}
