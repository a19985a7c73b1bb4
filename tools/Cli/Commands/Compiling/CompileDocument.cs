using CompileBench.Embedding;
using CompileBench.Reporting.Documents.Tables;
using CompileBench.Reporting.Language;

namespace CompileBench.Cli.Commands.Compiling;

/// <summary>What <c>compile</c> prints.</summary>
/// <param name="Module">The module's name.</param>
/// <param name="EngineLabel">The engine's label.</param>
/// <param name="Path">The artifact's file.</param>
/// <param name="Result">The result.</param>
internal sealed record CompileDocument(string Module, string EngineLabel, string Path, BudgetedCompilation Result)
{
    /// <summary>The document as lines and a table.</summary>
    public TextDocument ToText()
    {
        var text = new TextDocument();
        text.Add(Headline());
        var table = new TextTable("settings", "outcome", ">CPU time", ">allowed", ">predicted", ">wall time", ">memory", "stage", "reason");
        foreach (var attempt in Result.Report.Attempts)
        {
            table.AddRow(
                attempt.Settings,
                $"{attempt.Outcome}",
                DurationText.Format(attempt.CpuTime?.TotalNanoseconds),
                DurationText.Format(attempt.Allowance.TotalNanoseconds),
                DurationText.Format(attempt.PredictedCpu?.Value),
                attempt.Outcome == AttemptOutcome.PredictedOver ? NotAvailable.Text : DurationText.Format(attempt.WallTime.TotalNanoseconds),
                ByteSizeText.Format(attempt.PeakBytes),
                Stage(attempt),
                attempt.Reason ?? "");
        }

        text.Add(table);
        if (Result is BudgetedCompilation.Compiled { Artifact: var artifact })
        {
            text.Add(LoadingLine(artifact.EngineKind));
        }

        return text;
    }

    /// <summary>The document as JSON.</summary>
    public CompiledModule ToJson()
    {
        var artifact = (Result as BudgetedCompilation.Compiled)?.Artifact;
        var refused = Result as BudgetedCompilation.Refused;
        return new CompiledModule(
            Module,
            Result.Report.ModuleDigest,
            Result.Report.ModuleBytes,
            EngineLabel,
            artifact is null ? $"{refused!.Reason}" : "Compiled",
            refused?.Message,
            artifact?.Settings,
            artifact is null ? null : $"{artifact.EngineKind}",
            artifact is null ? null : Path,
            artifact?.Bytes.Length,
            Result.Report.Limits.CpuTime.TotalNanoseconds,
            Result.Report.CpuTime.TotalNanoseconds,
            Result.Report.Limits.MemoryBytes,
            [
                .. Result.Report.Attempts.Select(a => new CompiledAttempt(
                    a.Settings, $"{a.Outcome}", a.Allowance.TotalNanoseconds, a.CpuTime?.TotalNanoseconds, a.WallTime.TotalNanoseconds, a.PeakBytes, a.PredictedCpu?.Value, a.Stage, a.Reason)),
            ]);
    }

    private string Headline()
    {
        var report = Result.Report;
        var cost = $"{DurationText.Format(report.CpuTime.TotalNanoseconds)} of {DurationText.Format(report.Limits.CpuTime.TotalNanoseconds)} CPU time used, Wasmtime {EngineLabel}";
        return Result switch
        {
            BudgetedCompilation.Compiled { Artifact: var artifact } => $"{Module}: compiled under {artifact.Settings}, {ByteSizeText.Format(artifact.Bytes.Length)} in {Path}; {cost}",
            BudgetedCompilation.Refused { Reason: var reason, Message: var message } => $"{Module}: not compiled ({reason}; {message}); {cost}",
            _ => throw new InvalidOperationException($"{Result} is no result"),
        };
    }

    // Only what was stopped has a stage to tell.
    private static string Stage(CompileAttempt attempt) =>
        attempt.Stage ?? (attempt.Outcome is AttemptOutcome.OverBudget or AttemptOutcome.OutOfMemory ? "not measured" : "");

    private string LoadingLine(EngineKind kind) => kind switch
    {
        EngineKind.Winch => $"It loads into an engine of Wasmtime {EngineLabel} with the strategy Winch: EngineConfiguration.Default.CreateEngine(EngineKind.Winch) of CompileBench.Embedding, or wasmtime_config_strategy_set with 2.",
        EngineKind.Pulley => $"It loads into an engine of Wasmtime {EngineLabel} with the target pulley64.",
        _ => $"It loads into any engine of Wasmtime {EngineLabel} with default features: Module.DeserializeFile(new Engine(), \"module\", path).",
    };
}

/// <summary>What <c>compile --json</c> prints. Times are in nanoseconds.</summary>
internal sealed record CompiledModule(
    string Module,
    string Digest,
    long Bytes,
    string Engine,
    string Outcome,
    string? Message,
    string? Settings,
    string? EngineKind,
    string? Artifact,
    long? ArtifactBytes,
    double BudgetNanoseconds,
    double CpuNanoseconds,
    long? MemoryLimit,
    IReadOnlyList<CompiledAttempt> Attempts);

/// <summary>One attempt in it.</summary>
internal sealed record CompiledAttempt(
    string Settings, string Outcome, double AllowedNanoseconds, double? CpuNanoseconds, double WallNanoseconds, long? PeakBytes, double? PredictedNanoseconds, string? Stage, string? Reason);
