using System.Text.Json;
using System.Text.Json.Serialization;
using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Memory;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Probing;
using CompileBench.Measuring.Runs;
using CompileBench.Modules.Catalog;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Duel;

/// <summary>
/// What a duel leaves on disk: <c>pairs.jsonl</c>, one line per block, flushed as the block ends; and at the end <c>cases.jsonl</c>, the same
/// samples as one record per case and engine, which every report reads.
/// </summary>
internal sealed class DuelRecords : IDisposable
{
    /// <summary>The file of blocks in a run's directory.</summary>
    public const string PairsFile = "pairs.jsonl";

    private readonly RunSession _session;
    private readonly DuelSetup _setup;
    private readonly FileStream _pairs;
    private static readonly Dictionary<string, ArtifactSummary> NoArtifacts = [];

    private readonly Dictionary<MeasuredCase, CaseRecord> _records = [];
    private readonly Dictionary<MeasuredCase, List<(long? Native, long? Anonymous)>> _peaks = [];
    private readonly Dictionary<(int Round, ComparedCase Case, bool Memory), PairedBlock> _earlier = [];

    /// <summary>Opens the file of blocks and reads those that an earlier session finished.</summary>
    /// <exception cref="UsageException">An earlier version of this tool measured them, without rounds.</exception>
    public DuelRecords(RunSession session, DuelSetup setup)
    {
        (_session, _setup) = (session, setup);
        var path = Path.Combine(session.Directory.Path, PairsFile);
        Blocks = JsonLines.Read(path, PairsContext.Default.PairedBlock);
        if (Blocks.Any(b => b.Schema < PairedBlock.CurrentSchema))
        {
            throw new UsageException($"the blocks of duel {session.Manifest.Run} have no rounds: an earlier version of this tool measured them; start a new duel");
        }

        foreach (var block in Blocks.Where(b => b.IsWhole))
        {
            _earlier.TryAdd((block.Round, new ComparedCase(_setup.Operation.Name, block.Module, block.Settings), block.IsMemory), block);
        }

        _pairs = JsonLines.OpenToAppend(path);
    }

    /// <summary>The blocks that an earlier session finished.</summary>
    public IReadOnlyList<PairedBlock> Blocks { get; }

    /// <summary>The block of a case that an earlier session finished in a round; null where there is none. A block that an engine's failure cut short is
    /// not found: its case is measured again.</summary>
    public PairedBlock? FindBlock(int round, ComparedCase what, bool memory) =>
        _earlier.GetValueOrDefault((round, what, memory));

    /// <summary>Puts the earlier blocks into the records.</summary>
    /// <param name="modules">The modules by name.</param>
    public void TakeEarlier(IReadOnlyDictionary<string, ModuleFetchResult.Available> modules)
    {
        foreach (var block in _earlier.Values.Where(b => modules.ContainsKey(b.Module)))
        {
            Add(modules[block.Module], block, _setup.Baseline, block.Baseline, NoArtifacts, null);
            Add(modules[block.Module], block, _setup.Candidate, block.Candidate, NoArtifacts, null);
        }
    }

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
        Add(module, block, _setup.Baseline, block.Baseline, artifacts, failure);
        Add(module, block, _setup.Candidate, block.Candidate, artifacts, failure);
    }

    /// <summary>Writes <c>cases.jsonl</c>: one record per case and engine.</summary>
    public void WriteCases() => _session.ReplaceRecords(
    [
        .. _records.Select(r => r.Value with
        {
            PeakNativeBytes = PeakMemory.MedianOverLaunches(PeaksOf(r.Key).Select(p => p.Native)),
            PeakAnonymousBytes = PeakMemory.MedianOverLaunches(PeaksOf(r.Key).Select(p => p.Anonymous)),
        }),
    ]);

    private IReadOnlyList<(long? Native, long? Anonymous)> PeaksOf(MeasuredCase what) => _peaks.GetValueOrDefault(what) ?? [];

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
        var what = new MeasuredCase(_setup.Operation.Name, block.Module, block.Settings, engine.Label);
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
        _peaks.TryAdd(what, []);
        _peaks[what].Add((side.PeakNativeBytes, side.PeakAnonymous?.Lower));
    }
}

/// <summary>How blocks are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PairedBlock))]
internal sealed partial class PairsContext : JsonSerializerContext;
