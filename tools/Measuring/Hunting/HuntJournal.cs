using System.Text.Json;
using System.Text.Json.Serialization;
using CompileBench.Measuring.Runs;
using CompileBench.Modules.Generation.Patterns;

namespace CompileBench.Measuring.Hunting;

/// <summary>One line of <c>hunt.jsonl</c>; exactly one of the parts is there.</summary>
internal sealed record HuntLine
{
    /// <summary>A batch that was screened.</summary>
    public BatchLine? Batch { get; init; }

    /// <summary>A new elite.</summary>
    public EliteLine? Elite { get; init; }

    /// <summary>An elite that was measured in rounds.</summary>
    public SuspectLine? Suspect { get; init; }
}

/// <summary>Counts up to the end of a batch, over all sessions.</summary>
/// <param name="Screened">Candidates.</param>
/// <param name="Refused">Those of them that the engine refused.</param>
/// <param name="Refusal">The engine's words about the first of these; null where there is none.</param>
/// <param name="Seconds">The time.</param>
/// <param name="ScreeningSeconds">The time of screening.</param>
/// <param name="WallSeconds">Wall time of the compiles that have a CPU time; 0 in a run that did not note it.</param>
/// <param name="CpuSeconds">CPU time of the same compiles.</param>
internal sealed record BatchLine(long Screened, long Refused, string? Refusal, double Seconds, double ScreeningSeconds, double WallSeconds = 0, double CpuSeconds = 0);

/// <summary>A new elite of a cell.</summary>
internal sealed record EliteLine(string Cell, string Settings, string Pattern, int Stage, double Fitness, int Size, string Signature);

/// <summary>An elite that was reduced, what rounds said of it, and what became of it.</summary>
/// <param name="Settings">The settings' name.</param>
/// <param name="Pattern">The recipe.</param>
/// <param name="Signature">What grows.</param>
/// <param name="Fitness">The fitness for which it was measured again, that of the elite that it was reduced from.</param>
/// <param name="Slope">The slope, or the ratio of the engines; null where it was not confirmed.</param>
/// <param name="State">What became of it.</param>
/// <param name="Screened">How many candidates had been screened by then; null in a run that did not note it.</param>
/// <param name="From">The cell of the elite that it was reduced from; null where it is the elite of its own cell.</param>
internal sealed record SuspectLine(string Settings, string Pattern, string Signature, double Fitness, double? Slope, SuspectState State, long? Screened = null, string? From = null);

/// <summary>What became of an elite that was measured in rounds.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SuspectState>))]
internal enum SuspectState
{
    /// <summary>Its slope is no law: linear, a step, or noise.</summary>
    NotConfirmed,

    /// <summary>Confirmed and not reduced yet.</summary>
    Waiting,

    /// <summary>It is a finding.</summary>
    Found,

    /// <summary>It did not repeat in a fresh process or in instruction counts.</summary>
    Dropped,

    /// <summary>It was reduced to a finding that was there already.</summary>
    Duplicate,

    /// <summary>It was reduced to an elite that rounds had judged before, and not measured again.</summary>
    Known,
}

/// <summary>
/// <c>hunt.jsonl</c>: the grid and the counts of a hunt, appended as they change. A hunt that was killed goes on from its last line. Safe for several
/// threads.
/// </summary>
internal sealed class HuntJournal : IDisposable
{
    private const string FileName = "hunt.jsonl";

    private readonly FileStream _file;
    private readonly Lock _gate = new();

    private HuntJournal(string directory, IReadOnlyList<HuntLine> earlier) =>
        (_file, Earlier) = (JsonLines.OpenToAppend(Path.Combine(directory, FileName)), earlier);

    /// <summary>The lines of earlier sessions.</summary>
    public IReadOnlyList<HuntLine> Earlier { get; }

    /// <summary>Whether a run has a journal.</summary>
    public static bool IsIn(string directory) => File.Exists(Path.Combine(directory, FileName));

    /// <summary>Opens the journal of a run.</summary>
    /// <exception cref="Results.Schema.RecordFormatException">A line of it cannot be read.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static HuntJournal Open(string directory) => new(directory, JsonLines.Read(Path.Combine(directory, FileName), HuntJson.Default.HuntLine));

    /// <summary>Appends an elite.</summary>
    public void Add(Elite elite) =>
        Append(new HuntLine { Elite = new EliteLine(elite.Cell, elite.Settings, PatternJson.Write(elite.Pattern), elite.Stage, elite.Fitness, elite.Size, elite.Signature) });

    /// <summary>Appends the counts.</summary>
    public void Add(BatchLine batch) => Append(new HuntLine { Batch = batch });

    /// <summary>Appends the state of a suspect.</summary>
    public void Add(SuspectLine suspect) => Append(new HuntLine { Suspect = suspect });

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void Append(HuntLine line)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(line, HuntJson.Default.HuntLine);
        lock (_gate)
        {
            _file.Write([.. bytes, (byte)'\n']);
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(HuntLine))]
internal sealed partial class HuntJson : JsonSerializerContext;
