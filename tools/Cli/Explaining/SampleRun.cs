using System.Text.Json;
using CompileBench.Measuring;
using CompileBench.Measuring.Explaining;
using CompileBench.Measuring.Explaining.Sampling;
using CompileBench.Measuring.Explaining.Stages;
using CompileBench.Reporting.Documents.Explaining;
using Spectre.Console;

namespace CompileBench.Cli.Explaining;

/// <summary>Samples a compile under each of the settings and prints where the time goes, with bounds.</summary>
internal static class SampleRun
{
    public static int Run(ExplainOptions options, CancellationToken cancellation)
    {
        if (CompileSampler.MissingHere is { } missing)
        {
            throw new UsageException($"{options.ModuleName}: {missing}");
        }

        var faults = ProvedSettings.Faults(options.Engine, options.Settings, cancellation);
        var results = options.Settings
            .Select((s, i) => faults[i] is { } fault
                ? new SampleResult(null, $"{s}: {fault}")
                : CompileSampler.Sample(options.Engine, s, options.ModuleName, options.Module, options.TimedLimits, cancellation))
            .ToList();
        foreach (var result in results.Where(r => r.Explanation is null))
        {
            Console.Error.WriteLine($"compilebench: {options.ModuleName}: {result.Message}");
        }

        var sampled = results.Select(r => r.Explanation).OfType<SampledExplanation>().ToList();
        if (options.Json)
        {
            Console.WriteLine(SampleListDocument.Of(sampled).ToJson());
        }
        else
        {
            sampled.ForEach(s => Print(s, options.Top));
        }

        if (options.FlameFile is { } file)
        {
            sampled.ForEach(s => WriteFlame(s, sampled.Count == 1 ? file : Path.ChangeExtension(file, null) + $".{s.Settings}.svg"));
        }

        return results.Any(r => r.Explanation is null) ? 1 : 0;
    }

    private static void Print(SampledExplanation sampled, int top)
    {
        Console.WriteLine($"{sampled.Module}, Wasmtime {sampled.Engine}, {sampled.Settings}: {CountingStep.Words(sampled.Compile)} of time, {sampled.Samples:N0} samples; shares with their bounds at 95%");
        var phases = Empty().AddColumn("phase");
        foreach (var p in sampled.Phases)
        {
            phases.AddRow($"{p.Samples:N0}", Share(p.Share), Markup.Escape(p.Phase.Name));
        }

        CliConsole.Write(phases);
        var functions = Empty().Title("functions of the compiler seen most often").AddColumns("phase", "function");
        foreach (var f in sampled.Functions.Take(top))
        {
            functions.AddRow($"{f.Samples:N0}", Share(f.Share), Markup.Escape(f.Phase.Name), Markup.Escape(f.Name));
        }

        CliConsole.Write(functions);
    }

    private static Table Empty() => new Table().Border(TableBorder.Simple)
        .AddColumns(new TableColumn("samples").RightAligned(), new TableColumn("share of time").RightAligned());

    private static string Share(BinomialShare share) => $"{InstructionText.Percent(share.Share),6} ({InstructionText.Percent(share.Lower)} to {InstructionText.Percent(share.Upper)})";

    private static void WriteFlame(SampledExplanation sampled, string file)
    {
        // Stacks are cut short to keep sampling cheap: phases, and what was executing in them, is what they surely tell.
        var phases = sampled.Functions.GroupBy(f => f.Phase).OrderBy(g => CompilerPhase.All.IndexOf(g.Key)).Select(g => new FlameFrame(
            g.Key.Name,
            g.Key.Name,
            g.Key.Name,
            g.Sum(f => f.Samples),
            [.. g.Select(f => new FlameFrame(f.Name, RustName.Brief(f.Name), f.Phase.Name, f.Samples, []))]));
        File.WriteAllText(file, FlameGraph.Svg(
            $"{sampled.Module}: one compile by Wasmtime {sampled.Engine}, {sampled.Settings}",
            $"{sampled.Samples:N0} samples of time in {CountingStep.Words(sampled.Compile)}, not instructions; phase, then the function executing",
            "samples",
            [.. CompilerPhase.All.Select(p => p.Name)],
            new FlameFrame("compile", "compile", CompilerPhase.Other.Name, sampled.Samples, [.. phases])));
        Console.Error.WriteLine(file);
    }
}

/// <summary>What <c>explain --sample --json</c> prints: shares of time, never instructions.</summary>
internal sealed record SampleListDocument(IReadOnlyList<SampleDocument> Samplings)
{
    public static SampleListDocument Of(IEnumerable<SampledExplanation> sampled) => new([.. sampled.Select(s => new SampleDocument(
        s.Module,
        s.Settings,
        s.Engine,
        (long)s.Compile.TotalNanoseconds,
        s.Samples,
        [.. s.Phases.Select(p => new SampledShareDocument(p.Phase.Name, null, p.Samples, p.Share.Share, p.Share.Lower, p.Share.Upper))],
        [.. s.Functions.Select(f => new SampledShareDocument(f.Phase.Name, f.Name, f.Samples, f.Share.Share, f.Share.Lower, f.Share.Upper))]))]);

    public string ToJson() => JsonSerializer.Serialize(this, ExplainJson.Relaxed.SampleListDocument);
}

/// <summary>One sampled compile.</summary>
internal sealed record SampleDocument(
    string Module, string Settings, string Engine, long Nanoseconds, int Samples, IReadOnlyList<SampledShareDocument> Phases, IReadOnlyList<SampledShareDocument> Functions);

/// <summary>A phase, or a function of one.</summary>
internal sealed record SampledShareDocument(string Phase, string? Name, int Samples, double Share, double Lower, double Upper);
