using System.Text.Json;
using System.Text.Json.Serialization;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Probing;
using CompileBench.Modules.Catalog;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Measuring.Duel;

/// <summary>
/// What a duel leaves on disk: <c>pairs.jsonl</c>, one line a block, flushed as it ends; and at the end <c>cases.jsonl</c>, the same samples
/// as one record a case and engine, which every report reads.
/// </summary>
internal sealed class DuelRecords(RunDirectory directory, DuelSetup setup) : IDisposable
{
    /// <summary>The file of blocks in a run's directory.</summary>
    public const string PairsFile = "pairs.jsonl";

    private readonly FileStream _pairs = new(Path.Combine(directory.Path, PairsFile), FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
    private readonly Dictionary<MeasuredCase, CaseRecord> _records = [];
    private readonly Dictionary<MeasuredCase, List<long>> _peaks = [];

    /// <summary>Keeps a block.</summary>
    /// <param name="module">Its module.</param>
    /// <param name="block">The block; a side may be short where its engine failed.</param>
    /// <param name="artifacts">What artifacts were like, by engine, where they were looked at.</param>
    /// <param name="failure">The engine that failed in it and how; null where none did.</param>
    public void Add(
        ModuleFetchResult.Available module, PairedBlock block, IReadOnlyDictionary<string, ArtifactSummary> artifacts, (string Engine, Outcome Outcome)? failure)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(block, PairsContext.Default.PairedBlock), (byte)'\n'];
        _pairs.Write(line);
        _pairs.Flush(flushToDisk: true);
        Add(module, block, setup.Baseline, block.Baseline, artifacts, failure);
        Add(module, block, setup.Candidate, block.Candidate, artifacts, failure);
    }

    /// <summary>Writes <c>cases.jsonl</c>.</summary>
    public void WriteCases()
    {
        using var journal = new JournalWriter(directory.JournalPath);
        foreach (var (what, record) in _records)
        {
            var peaks = _peaks.GetValueOrDefault(what) ?? [];
            peaks.Sort();
            journal.Append(record with { PeakNativeBytes = peaks.Count == 0 ? null : peaks[peaks.Count / 2] });
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _pairs.Dispose();

    private void Add(
        ModuleFetchResult.Available module,
        PairedBlock block,
        EngineBuild engine,
        BlockSide side,
        IReadOnlyDictionary<string, ArtifactSummary> artifacts,
        (string Engine, Outcome Outcome)? failure)
    {
        var what = new MeasuredCase(OperationNames.Compile, block.Module, block.Settings, engine.Label);
        var failed = failure?.Engine == engine.Label ? failure.Value.Outcome : null;
        if (failed is null && side.Samples.Count == 0)
        {
            // The other engine failed before it was this one's turn.
            return;
        }

        var artifact = artifacts.GetValueOrDefault(engine.Label);
        var before = _records.GetValueOrDefault(what);
        _records[what] = new CaseRecord
        {
            Operation = what.Operation,
            Module = what.Module,
            Settings = what.Settings,
            Engine = what.Engine,
            ModuleDigest = module.Digest.ToString(),
            EngineDigest = engine.Digest.ToString(),
            Outcome = failed?.Kind ?? OutcomeKind.Completed,
            Message = failed?.Message,
            Samples = [.. before?.Samples ?? [], .. side.Samples],
            CodeBytes = artifact?.CodeBytes ?? before?.CodeBytes,
            ArtifactBytes = artifact?.ArtifactBytes ?? before?.ArtifactBytes,
            StartedAt = before?.StartedAt ?? block.StartedAt,
        };
        if (side.PeakNativeBytes is { } peak)
        {
            _peaks.TryAdd(what, []);
            _peaks[what].Add(peak);
        }
    }
}

/// <summary>How blocks are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PairedBlock))]
internal sealed partial class PairsContext : JsonSerializerContext;
