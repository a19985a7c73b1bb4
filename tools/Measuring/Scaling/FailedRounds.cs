using System.Text.Json;
using System.Text.Json.Serialization;
using CompileBench.Measuring.Runs;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Scaling;

/// <summary>A size that compiled at first and failed in a later round.</summary>
/// <param name="Module">The size's module.</param>
/// <param name="Settings">The settings' name.</param>
/// <param name="Engine">The engine's label.</param>
/// <param name="Round">The round.</param>
/// <param name="Outcome">How the compile ended.</param>
/// <param name="Message">More about it; null where there is nothing to say.</param>
internal sealed record FailedRound(string Module, string Settings, string Engine, int Round, OutcomeKind Outcome, string? Message);

/// <summary>
/// <c>failures.jsonl</c> of a scaling run: the rounds that failed. The samples of other rounds stay; a size that failed takes part in no further round,
/// in this session or a later one.
/// </summary>
internal sealed class FailedRounds
{
    /// <summary>The file's name.</summary>
    public const string FileName = "failures.jsonl";

    private readonly string _path;
    private readonly HashSet<(string Module, string Settings, string Engine)> _dropped;

    /// <summary>Reads what an earlier part of the run wrote.</summary>
    /// <param name="directory">The run's directory.</param>
    /// <exception cref="RecordFormatException">The file cannot be read.</exception>
    public FailedRounds(string directory)
    {
        _path = Path.Combine(directory, FileName);
        _dropped = [.. JsonLines.Read(_path, FailedRoundJson.Default.FailedRound).Select(f => (f.Module, f.Settings, f.Engine))];
    }

    /// <summary>Whether a size takes part in no further round.</summary>
    public bool Has(string module, string settings, string engine) => _dropped.Contains((module, settings, engine));

    /// <summary>Records a failure.</summary>
    public void Add(FailedRound failure)
    {
        _dropped.Add((failure.Module, failure.Settings, failure.Engine));
        using var file = JsonLines.OpenToAppend(_path);
        file.Write([.. JsonSerializer.SerializeToUtf8Bytes(failure, FailedRoundJson.Default.FailedRound), (byte)'\n']);
    }
}

/// <summary>How failures are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FailedRound))]
internal sealed partial class FailedRoundJson : JsonSerializerContext;
