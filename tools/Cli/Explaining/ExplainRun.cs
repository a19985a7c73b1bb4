using CompileBench.Measuring.Explaining;
using CompileBench.Measuring.Instructions;

namespace CompileBench.Cli.Explaining;

/// <summary>Counts a compile under each of the settings and prints where the instructions go.</summary>
internal static class ExplainRun
{
    public static int Run(ExplainOptions options, CancellationToken cancellation)
    {
        var explainer = new Explainer(options.ModuleName, options.Module);
        var results = new List<(string Settings, ExplainResult Result)>();
        var faults = InstructionCounter.MissingHere is null ? ProvedSettings.Faults(options.Engine, options.Settings, cancellation) : null;
        for (var i = 0; i < options.Settings.Count; i++)
        {
            var settings = options.Settings[i];
            var fault = faults?[i] ?? CountingStep.Refuse(explainer, options, options.Engine, settings, cancellation);
            results.Add((settings.Name, fault is null ? explainer.Explain(options.Engine, settings, options.Limits, cancellation) : new ExplainResult(null, fault)));
        }

        if (options.Json)
        {
            Console.WriteLine(ExplanationDocuments.Of(options.ModuleName, options.Engine.Label, results));
        }
        else
        {
            ExplainTables.Print(options, results);
        }

        if (options.FlameFile is { } file)
        {
            FlameFiles.Write(file, [.. results.Select(r => r.Result.Explanation).OfType<Explanation>()], options.Json ? Console.Error : Console.Out);
        }

        return InstructionCounter.MissingHere is not null ? 2 : results.Any(r => r.Result.Explanation is null) ? 1 : 0;
    }
}
