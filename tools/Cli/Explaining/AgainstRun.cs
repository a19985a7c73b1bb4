using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Measuring;
using CompileBench.Measuring.Explaining;
using CompileBench.Measuring.Explaining.Differences;
using CompileBench.Measuring.Instructions;

namespace CompileBench.Cli.Explaining;

/// <summary>Counts two compiles of a module, by two engines or under two settings, and prints what changed.</summary>
internal static class AgainstRun
{
    public static int Run(ExplainOptions options, string other, CancellationToken cancellation)
    {
        if (InstructionCounter.MissingHere is not null)
        {
            throw new UsageException($"{options.ModuleName}: {Explainer.NotHere}");
        }

        var settings = options.Settings.Count == 1 ? options.Settings[0] : throw new UsageException("--against compares under one --settings");
        var baseline = CompilerSettings.TryParse(other, out var otherSettings)
            ? (options.Engine, Settings: otherSettings)
            : (Engine: EngineBuild.Parse(other), Settings: settings);
        if (baseline.Engine.Label == options.Engine.Label && baseline.Settings == settings)
        {
            throw new UsageException($"--against {other} is what it is compared with");
        }

        var before = Explain(options, baseline.Engine, baseline.Settings, cancellation);
        var after = Explain(options, options.Engine, settings, cancellation);
        if (before.Explanation is null || after.Explanation is null)
        {
            Console.Error.WriteLine($"compilebench: {options.ModuleName}: {(before.Explanation is null ? $"{baseline.Engine.Label} {baseline.Settings}: {before.Message}" : $"{options.Engine.Label} {settings}: {after.Message}")}");
            return 1;
        }

        var difference = ExplanationDifference.Of(before.Explanation, after.Explanation);
        if (options.Json)
        {
            Console.WriteLine(DifferenceDocument.Of(difference).ToJson());
        }
        else
        {
            DifferenceTables.Print(difference, options.Top);
        }

        if (options.FlameFile is { } file)
        {
            FlameFiles.Write(file, [after.Explanation], options.Json ? Console.Error : Console.Out);
        }

        return 0;
    }

    private static ExplainResult Explain(ExplainOptions options, EngineBuild engine, CompilerSettings settings, CancellationToken cancellation)
    {
        var explainer = new Explainer(options.ModuleName, options.Module);
        var fault = ProvedSettings.Faults(engine, [settings], cancellation)[0] ?? CountingStep.Refuse(explainer, options, engine, settings, cancellation);
        return fault is null ? explainer.Explain(engine, settings, options.Limits, cancellation) : new ExplainResult(null, fault);
    }
}
