using CompileBench.Engines.Isolation;
using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Measuring.Explaining;
using CompileBench.Measuring.Instructions;

namespace CompileBench.Cli.Explaining;

/// <summary>Counts one compile after saying how long that will take.</summary>
internal static class CountingStep
{
    // Nobody needs to be warned of less.
    private static readonly TimeSpan WorthSaying = TimeSpan.FromSeconds(8);

    /// <summary>Whether it may go on: null, or in one line why not. The forecast goes to standard error.</summary>
    public static string? Refuse(Explainer explainer, ExplainOptions options, EngineBuild engine, CompilerSettings settings, CancellationToken cancellation)
    {
        if (InstructionCounter.MissingHere is not null)
        {
            return Explainer.NotHere;
        }

        var alone = explainer.RunAlone(engine, settings, CompileLimits.Default, cancellation);
        if (alone.Window is not { } window)
        {
            return $"{alone.Outcome.Kind}: {alone.Outcome.Message}";
        }

        var (from, to) = Explainer.Forecast(window.CpuTime);
        var words = $"{engine.Label} {settings}: the compile takes {Words(window.CpuTime)} by itself; counting it takes {Words(from)} to {Words(to)}";
        if (from > options.Limits.Deadline)
        {
            return $"{words}, over the limit of {Words(options.Limits.Deadline)}: use --sample, which costs no more than the compile, or a larger --limit";
        }

        if (to > WorthSaying)
        {
            Console.Error.WriteLine($"{words} (--sample takes as long as the compile)");
        }

        return null;
    }

    /// <summary>A time in the unit that suits it.</summary>
    public static string Words(TimeSpan time) => time.TotalSeconds switch
    {
        < 1 => $"{time.TotalMilliseconds:0.0} ms",
        < 120 => $"{time.TotalSeconds:0.0} s",
        _ => $"{time.TotalMinutes:0} min",
    };
}
