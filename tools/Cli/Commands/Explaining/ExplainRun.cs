using CompileBench.Analysis.Explanation;
using CompileBench.Embedding;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Measuring;
using CompileBench.Measuring.Explaining;
using CompileBench.Measuring.Instructions;
using CompileBench.Reporting.Documents.Explaining;
using CompileBench.Reporting.Language;

namespace CompileBench.Cli.Commands.Explaining;

/// <summary>One call of <c>explain</c>.</summary>
internal sealed record ExplainRun
{
    // Enough functions to find an expensive one; substitution needs one series of compiles for each.
    private const int Tried = 20;

    /// <summary>The module's name.</summary>
    public required string ModuleName { get; init; }

    /// <summary>The module.</summary>
    public required byte[] Module { get; init; }

    /// <summary>The settings, at least one.</summary>
    public required IReadOnlyList<CompilerSettings> Settings { get; init; }

    /// <summary>The engine.</summary>
    public required EngineBuild Engine { get; init; }

    /// <summary>The limits of one counted compile.</summary>
    public required OperationLimits CountedLimits { get; init; }

    /// <summary>The limits of one compile that is sampled or timed.</summary>
    public required OperationLimits TimedLimits { get; init; }

    /// <summary>How many functions to print.</summary>
    public required int Top { get; init; }

    /// <summary>Whether to print JSON.</summary>
    public required bool Json { get; init; }

    /// <summary>The file of the flame graph; null for none.</summary>
    public required string? FlameFile { get; init; }

    private ExplainSession Session => new(ModuleName, Module, CountedLimits, TimedLimits, new ErrorLines());

    private CompilerSettings OnlySetting(string option) => Settings.Count == 1 ? Settings[0] : throw new UsageException($"{option} takes one --settings");

    /// <summary>Counts one compile under each of the settings and prints where the instructions go.</summary>
    public int Explain(CancellationToken cancellation)
    {
        var results = Session.Explain(Engine, Settings, cancellation);
        if (Json)
        {
            Console.WriteLine(ExplanationDocument.ToJson(ModuleName, Engine.Label, results));
        }
        else
        {
            CliConsole.Write(ExplanationText.FromResults(ModuleName, Module.Length, Engine.Label, results, Top));
        }

        WriteFlames([.. results.Select(r => r.Explanation).OfType<CompileExplanation>()]);
        return InstructionCounter.MissingHere is not null ? 2 : results.Any(r => r.Explanation is null) ? 1 : 0;
    }

    /// <summary>Counts two compiles, by two engines or under two settings, and prints what changed.</summary>
    public int Against(string other, CancellationToken cancellation)
    {
        if (InstructionCounter.MissingHere is not null)
        {
            throw new UsageException($"{ModuleName}: {Explainer.NotHere}");
        }

        var settings = OnlySetting("--against");
        var baseline = CompilerSettings.TryParse(other, out var otherSettings) ? (Engine, Settings: otherSettings) : (Engine: EngineBuild.Parse(other), Settings: settings);
        if (baseline.Engine.Label == Engine.Label && baseline.Settings == settings)
        {
            throw new UsageException($"--against {other} names the same engine and settings as the candidate");
        }

        var before = Session.Explain(baseline.Engine, [baseline.Settings], cancellation)[0];
        var after = Session.Explain(Engine, [settings], cancellation)[0];
        if (before.Explanation is null || after.Explanation is null)
        {
            var (engine, failed) = before.Explanation is null ? (baseline.Engine, before) : (Engine, after);
            return Fail($"{engine.Label} {failed.Settings}: {ExplanationWords.WhyNotExplained(failed)}");
        }

        var difference = ExplanationDifference.Between(before.Explanation, after.Explanation);
        if (Json)
        {
            Console.WriteLine(DifferenceDocument.ToJson(difference));
        }
        else
        {
            CliConsole.Write(DifferenceText.FromDifference(difference, Top));
        }

        WriteFlames([after.Explanation]);
        return 0;
    }

    /// <summary>Measures and prints the cost of each function of the module.</summary>
    public int Blame(CancellationToken cancellation)
    {
        var settings = OnlySetting("--blame");
        if (FlameFile is not null)
        {
            throw new UsageException("--blame draws no --flame-graph: it shows functions of the module, a flame graph shows functions of the compiler; leave one of them out");
        }

        var result = Session.Blame(Engine, settings, Math.Max(Top, Tried), new ErrorLines(), cancellation);
        if (result.Blame is not { } blame)
        {
            return Fail($"{settings}: {ExplanationWords.WhyNotExplained(new ExplainResult(settings.Name, null, result.Message, result.TooLong))}");
        }

        var predicted = PredictedShares(settings.Name);
        if (Json)
        {
            Console.WriteLine(BlameDocument.ToJson(blame, predicted));
        }
        else
        {
            CliConsole.Write(BlameText.FromBlame(blame, Top, predicted));
        }

        return 0;
    }

    // What the engine's cost model says of the functions; null where there is no model of the engine or none of the settings.
    private Dictionary<int, double>? PredictedShares(string settings)
    {
        const int most = 1000;
        return CompileCostModel.TryLoadFor(Engine.Label) is { } model && model.Settings.Contains(settings)
            ? model.Predict(Module, [settings], most).Settings[0].Heaviest.ToDictionary(f => f.Function.Index, f => f.Share)
            : null;
    }

    /// <summary>Samples one compile under each of the settings and prints where the time goes.</summary>
    public int Sample(CancellationToken cancellation)
    {
        var results = Session.Sample(Engine, Settings, cancellation);
        foreach (var result in results.Where(r => r.Explanation is null))
        {
            Fail(result.Message);
        }

        var sampled = results.Select(r => r.Explanation).OfType<SampledExplanation>().ToList();
        if (Json)
        {
            Console.WriteLine(SampleDocument.ToJson(sampled));
        }
        else
        {
            sampled.ForEach(s => CliConsole.Write(SampleText.FromExplanation(s, Top)));
        }

        if (FlameFile is { } file)
        {
            FlameFiles.Write(file, sampled).ToList().ForEach(CliConsole.Note);
        }

        return results.Any(r => r.Explanation is null) ? 1 : 0;
    }

    private int Fail(string? message)
    {
        CliConsole.Note($"compilebench: {ModuleName}: {message}");
        return 1;
    }

    private void WriteFlames(IReadOnlyList<CompileExplanation> explanations)
    {
        if (FlameFile is { } file)
        {
            FlameFiles.Write(file, explanations).ToList().ForEach((Json ? Console.Error : Console.Out).WriteLine);
        }
    }
}
