using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Measuring.Runs;

/// <summary>
/// One run on disk while an experiment measures it: the locked directory, the manifest, the journal, and what an earlier session finished. An
/// experiment starts or resumes a session, adds a record for each case as it finishes, and ends the session; it can be stopped after any record and
/// resumed later. Records may be added from several threads.
/// </summary>
public sealed class RunSession : IDisposable
{
    // ENOSPC, and ERROR_DISK_FULL as an HRESULT.
    private const int NoSpaceOnUnix = 28;
    private const int NoSpaceOnWindows = unchecked((int)0x80070070);

    private readonly Lock _gate = new();
    private readonly List<CaseRecord> _records;
    private readonly HashSet<MeasuredCase> _finished;
    private JournalWriter? _journal;
    private bool _isClosed;

    private RunSession(RunDirectory directory, RunManifest manifest, IReadOnlyList<CaseRecord> earlier, IReadOnlyList<string> notices)
    {
        (Directory, Manifest, Earlier, Notices) = (directory, manifest, earlier, notices);
        _records = [.. earlier];
        _finished = [.. earlier.Select(r => r.Case)];
    }

    /// <summary>The run's directory.</summary>
    public RunDirectory Directory { get; }

    /// <summary>The manifest as it was last written.</summary>
    public RunManifest Manifest { get; private set; }

    /// <summary>The records that earlier sessions of the run finished, without those that are measured again.</summary>
    public IReadOnlyList<CaseRecord> Earlier { get; }

    /// <summary>What a person is told on resuming: lines of the journal that cannot be read, another host name.</summary>
    public IReadOnlyList<string> Notices { get; }

    /// <summary>Whether an earlier session of the run came to its end.</summary>
    public bool HasEnded { get; private init; }

    /// <summary>What to tell a person whose run is not complete.</summary>
    public string ResumeHint => $"go on with --resume {Directory.Path}";

    /// <summary>The records of the run so far, those of earlier sessions included; those of one case over several rounds joined to one.</summary>
    public IReadOnlyList<CaseRecord> Records
    {
        get
        {
            lock (_gate)
            {
                return RoundRecords.Join([.. _records]);
            }
        }
    }

    /// <summary>Makes the directory of a new run and writes its manifest.</summary>
    /// <param name="parent">The folder in which the directory is made.</param>
    /// <param name="manifest">The manifest; its name is replaced by the directory's.</param>
    /// <exception cref="IOException">The directory cannot be made.</exception>
    public static RunSession Start(string parent, RunManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var engines = string.Join("+", manifest.Engines.Select(e => e.Label));
        var directory = RunDirectory.Create(parent, RunDirectory.NameFor(manifest.StartedAt, engines, manifest.Host.Name));
        var session = new RunSession(directory, manifest with { Run = Path.GetFileName(directory.Path) }, [], []);
        directory.WriteManifest(session.Manifest);
        return session;
    }

    /// <summary>Opens an earlier run to complete it.</summary>
    /// <param name="path">The run's directory.</param>
    /// <param name="kind">The kind of run that the caller completes.</param>
    /// <param name="machine">The name of this machine; null for the host's.</param>
    /// <param name="cancellation">Ends reading.</param>
    /// <exception cref="UsageException">The run is of another kind or was made on another machine.</exception>
    /// <exception cref="RecordFormatException">The directory is not a run.</exception>
    /// <exception cref="RunInUseException">Another process measures into it.</exception>
    public static RunSession Resume(string path, RunKind kind, string? machine, CancellationToken cancellation)
    {
        var directory = RunDirectory.OpenForMeasuring(path);
        try
        {
            var manifest = directory.ReadManifest();
            if (manifest.Kind != kind)
            {
                throw new UsageException($"run {manifest.Run} was made by '{manifest.Kind.Name()}', not by '{kind.Name()}': resume it there");
            }

            if (manifest.Merge is not null)
            {
                throw new UsageException($"run {manifest.Run} was merged from shards, which cannot be resumed together: resume a shard and merge again");
            }

            var warning = HostIdentity.Check(manifest, HostFacts.Describe(machine));
            var journal = JournalReader.ReadCancellable(directory.JournalPath, cancellation);
            IReadOnlyList<string> notices = warning is null ? journal.Notices : [warning, .. journal.Notices];
            return new RunSession(directory, manifest with { EndedAt = null, JournalBytes = null }, journal.KeptOnResume, notices) { HasEnded = manifest.EndedAt is not null };
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    /// <summary>The parts of a manifest that every kind of run has.</summary>
    /// <param name="kind">The kind of run.</param>
    /// <param name="machine">The name of this machine; null for the host's.</param>
    /// <param name="engines">The engines, in the order they were named.</param>
    public static RunManifest Describe(RunKind kind, string? machine, IReadOnlyList<EngineDescription> engines) => new()
    {
        Run = "",
        Kind = kind,
        ToolVersion = ToolBuild.Version,
        Commit = ToolBuild.Commit,
        Host = HostFacts.Describe(machine),
        Engines = engines,
        StartedAt = DateTimeOffset.UtcNow,
    };

    /// <summary>Whether the run has a record of this case.</summary>
    public bool HasFinished(MeasuredCase one)
    {
        lock (_gate)
        {
            return _finished.Contains(one);
        }
    }

    /// <summary>Writes the record of a finished case to the journal. Does nothing after <see cref="Close"/>: what ends while the run is being stopped is not a result.</summary>
    /// <returns>Whether the record was kept.</returns>
    /// <exception cref="IOException">The record cannot be written.</exception>
    public bool Add(CaseRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        lock (_gate)
        {
            if (_isClosed)
            {
                return false;
            }

            try
            {
                _journal ??= new JournalWriter(Directory.JournalPath);
                _journal.Append(record);
            }
            catch (IOException e)
            {
                throw CannotWriteJournal(e);
            }

            _records.Add(record);
            _finished.Add(record.Case);
            return true;
        }
    }

    /// <summary>
    /// Replaces all records of the run: for an experiment that keeps its progress in files of its own and derives its records from them. Does nothing
    /// after <see cref="Close"/>.
    /// </summary>
    /// <exception cref="IOException">The journal cannot be written; the old one is intact.</exception>
    public void ReplaceRecords(IReadOnlyList<CaseRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            _journal?.Dispose();
            _journal = null;
            try
            {
                JournalWriter.Replace(Directory.JournalPath, records);
            }
            catch (IOException e)
            {
                throw CannotWriteJournal(e);
            }

            _records.Clear();
            _records.AddRange(records);
            _finished.Clear();
            _finished.UnionWith(records.Select(r => r.Case));
        }
    }

    /// <summary>Changes the manifest and writes it.</summary>
    public void Update(Func<RunManifest, RunManifest> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_gate)
        {
            Manifest = change(Manifest);
            Directory.WriteManifest(Manifest);
        }
    }

    /// <summary>Ends the session.</summary>
    /// <param name="isComplete">Whether nothing is left to measure; otherwise the run has no end and can be resumed.</param>
    /// <param name="measuredShare">The share of this session's measuring time inside measured operations; null keeps the earlier one.</param>
    public void End(bool isComplete, double? measuredShare) => Update(manifest => manifest with
    {
        EndedAt = isComplete ? DateTimeOffset.UtcNow : null,
        MeasuredShare = measuredShare ?? manifest.MeasuredShare,
        JournalBytes = isComplete ? JournalBytes : null,
    });

    private long JournalBytes => new FileInfo(Directory.JournalPath) is { Exists: true } journal ? journal.Length : 0;

    /// <summary>Accepts no further records; returns when no record is being written.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
        }
    }

    private IOException CannotWriteJournal(IOException e)
    {
        var reason = e.HResult is NoSpaceOnUnix or NoSpaceOnWindows ? "no space is left on its disk" : e.Message;
        return new IOException($"{Directory.JournalPath} cannot be written: {reason}. Finished cases are kept: {ResumeHint}", e);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            _journal?.Dispose();
            _journal = null;
        }

        Directory.Dispose();
    }
}
