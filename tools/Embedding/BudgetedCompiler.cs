using CompileBench.Analysis.Prediction;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Native;
using CompileBench.Engines.Probing;
using CompileBench.Modules.Wasm.Reading;

namespace CompileBench.Embedding;

/// <summary>
/// Compiles modules that may be hostile, each in a worker process of its own that is held to CPU time, wall time and memory, and falls back to cheaper
/// settings. A compile that hangs, crashes or runs out of memory ends its worker and nothing else. Safe for several threads; one instance serves a program.
/// </summary>
/// <example>
/// <code>
/// using var compiler = new BudgetedCompiler();
/// var result = await compiler.CompileAsync(bytes, new CompileLimits { CpuTime = TimeSpan.FromMilliseconds(500) });
/// if (result is BudgetedCompilation.Compiled { Artifact: var artifact })
/// {
///     using var module = artifact.Load(engine);
/// }
/// </code>
/// </example>
public sealed class BudgetedCompiler : IDisposable
{
    private static readonly Dictionary<string, SettingPrediction> NoPredictions = [];

    private readonly BudgetedCompilerOptions _options;
    private readonly SpareWorkers _workers;
    private readonly SemaphoreSlim _slots;

    /// <summary>Creates a compiler and begins to start its spare workers.</summary>
    /// <param name="options">How it works; null for the defaults.</param>
    /// <exception cref="WasmtimeUnavailableException">The native library is missing, or no library for this system.</exception>
    /// <exception cref="FileNotFoundException">The worker program is missing beside this program.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public BudgetedCompiler(BudgetedCompilerOptions? options = null)
        : this(options ?? new BudgetedCompilerOptions(), null)
    {
    }

    /// <summary>The same with workers of another command: tests start misbehaving ones.</summary>
    internal BudgetedCompiler(BudgetedCompilerOptions options, Func<IsolatedWorker>? start)
    {
        _options = options;
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MaxConcurrency, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(_options.SpareWorkers, nameof(options));
        var library = FindLibrary(_options.LibraryPath);
        _ = WorkerExecutable.StartInfo([]);
        _slots = new SemaphoreSlim(_options.MaxConcurrency);
        _workers = new SpareWorkers(start ?? (() => IsolatedWorker.Start(library, memoryCeiling: null, libraryPagesLoaded: true)), _options.SpareWorkers);
        _workers.Refill();
    }

    /// <summary>Compiles a module within limits. The call waits while as many modules are being compiled as may be at once.</summary>
    /// <param name="module">The module's bytes.</param>
    /// <param name="limits">What it may cost, and the settings to try; null for <see cref="CompileLimits.Default"/>.</param>
    /// <param name="cancellation">Ends the compile, and its worker with it.</param>
    /// <returns>The artifact, or the reason that there is none.</returns>
    /// <exception cref="ArgumentException">A limit is out of range, or a setting does not exist.</exception>
    /// <exception cref="WasmtimeUnavailableException">The native library cannot be used.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<BudgetedCompilation> CompileAsync(ReadOnlyMemory<byte> module, CompileLimits? limits = null, CancellationToken cancellation = default)
    {
        limits ??= CompileLimits.Default;
        limits.Validate();
        if (_slots.CurrentCount == 0)
        {
            // This call waits: its worker starts while the others compile.
            _workers.Refill();
        }

        await _slots.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (!limits.IsStrict)
            {
                // A module that is refused at once needs no worker; any other one does, and a worker that is not there yet starts beside the prediction.
                _workers.Prepare();
            }

            // A thread of its own: it waits for another process most of the time.
            return await Task.Factory.StartNew(
                () => Compile(module, limits, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
        }
        catch (EngineUnavailableException e)
        {
            throw new WasmtimeUnavailableException(e.Message, e);
        }
        finally
        {
            _slots.Release();
            _workers.Refill();
        }
    }

    /// <summary>Waits until spare workers are ready and used ones have ended, for measurements.</summary>
    internal Task AwaitSpareAsync(CancellationToken cancellation) => _workers.AwaitReadyAsync(cancellation);

    /// <summary>Ends the spare workers, and waits until used ones have ended. Compiles that are under way go on.</summary>
    public void Dispose() => _workers.Dispose();

    private BudgetedCompilation Compile(ReadOnlyMemory<byte> module, CompileLimits limits, CancellationToken cancellation)
    {
        // The module's digest and its file are made while another thread predicts, not one of the pool: the caller's program may keep that busy.
        var predictions = Task.Factory.StartNew(() => Predict(module.Span, limits), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            return new ChainRun(_workers, _options, limits, predictions).Compile(module.Span, cancellation);
        }
        finally
        {
            // The caller may reuse the memory of the module afterwards.
            Task.WaitAny([predictions], CancellationToken.None);
        }
    }

    private static string FindLibrary(string? path)
    {
        try
        {
            return (path is null ? EngineBuild.FromPackage() : EngineBuild.FromFile(Path.GetFileName(path), path)).LibraryPath;
        }
        catch (EngineUnavailableException e)
        {
            throw new WasmtimeUnavailableException(e.Message, e);
        }
    }

    // A module that the profiler cannot decode is judged by the engine alone.
    private IReadOnlyDictionary<string, SettingPrediction> Predict(ReadOnlySpan<byte> module, CompileLimits limits)
    {
        if (_options.Model is not { } model)
        {
            return NoPredictions;
        }

        try
        {
            string[] known = [.. limits.Chain.Where(model.Settings.Contains).Distinct()];
            return known.Length == 0 ? NoPredictions : model.Predict(module, known, heaviest: 0).Settings.ToDictionary(s => s.Settings);
        }
        catch (WasmDecodeException)
        {
            return NoPredictions;
        }
    }
}
