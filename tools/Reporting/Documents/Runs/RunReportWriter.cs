using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Runs;

/// <summary>What the suite calls when its run has ended.</summary>
public static class RunReportWriter
{
    /// <summary>The document in the output directory.</summary>
    public const string MarkdownFile = ReportWriter.MarkdownFile;

    /// <summary>Writes the report of one run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="outputDirectory">Where to; made where it is missing.</param>
    /// <param name="options">What is asked for.</param>
    /// <returns>The files written, relative to the output directory with forward slashes, the document first.</returns>
    public static IReadOnlyList<string> Write(RunData run, string outputDirectory, ReportOptions? options = null) =>
        ReportWriter.Write([run], outputDirectory, options);

    /// <summary>Writes the report of one run.</summary>
    /// <param name="manifest">What the run says of itself.</param>
    /// <param name="records">Its records, in file order.</param>
    /// <param name="moduleMetrics">For each module its metrics by name; a module without the code section's size is missing in that chart.</param>
    /// <param name="outputDirectory">Where to; made where it is missing.</param>
    /// <param name="notices">What was wrong with the run's files, one line each.</param>
    /// <returns>The files written, relative to the output directory with forward slashes, the document first.</returns>
    public static IReadOnlyList<string> Write(
        RunManifest manifest,
        IReadOnlyList<CaseRecord> records,
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> moduleMetrics,
        string outputDirectory,
        IReadOnlyList<string>? notices = null) =>
        Write(new RunData(manifest, records, moduleMetrics, notices), outputDirectory);
}
