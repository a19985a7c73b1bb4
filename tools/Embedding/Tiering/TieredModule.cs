using System.Diagnostics;
using CompileBench.Modules.Wasm.Components;

namespace CompileBench.Embedding.Tiering;

/// <summary>
/// A module that runs at once, compiled by Winch, and faster later: when it has run enough, a worker process compiles it with Cranelift, and from then on
/// new instances come from that. Instances that exist finish in their tier: each tier has an engine of its own, and an instance belongs to one engine.
/// Results and traps are the same in both, and so is the fuel of calls that return or run out of it; after another trap, optimised code may not have counted
/// its last instructions. Where the second tier cannot be made, the first one goes on. Safe for several threads.
/// </summary>
/// <example>
/// <code>
/// await using var tiered = await TieredModule.CreateAsync(bytes);
/// int answer = tiered.Call(tier =&gt;
/// {
///     using var store = new Store(tier.Engine);
///     using var linker = new Linker(tier.Engine);
///     return linker.Instantiate(store, tier.Module).GetFunction&lt;int&gt;("answer")!();
/// });
/// </code>
/// </example>
public sealed class TieredModule : IAsyncDisposable
{
    /// <summary>Why components are refused.</summary>
    internal const string ComponentRefusal = "the bytes are a component; tiers are made of core modules, which 'compilebench modules extract' writes";

    private readonly ReadOnlyMemory<byte> _module;
    private readonly TieredModuleOptions _options;
    private readonly CancellationTokenSource _disposing = new();
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private Task _secondTier = Task.CompletedTask;
    private ModuleTier? _current;

    // Guarded by the lock.
    private readonly TierProgress _progress;

    private TieredModule(ReadOnlyMemory<byte> module, TieredModuleOptions options, long created, ModuleTier first)
    {
        (_module, _options, _current) = (module, options, first);
        _progress = new TierProgress(created, first.Settings);
    }

    /// <summary>Raised once, on a thread of the pool, when new instances begin to come from the second tier.</summary>
    public event EventHandler<TierEventArgs>? Swapped;

    /// <summary>Raised once, on a thread of the pool, where the second tier cannot be made. The first one goes on.</summary>
    public event EventHandler<TierEventArgs>? SecondTierFailed;

    /// <summary>Completes when the second tier is there or has failed, whenever it is triggered; cancelled where the module is disposed of before.</summary>
    public Task Settled => _settled.Task;

    /// <summary>What happened so far.</summary>
    public TierStatistics Statistics
    {
        get
        {
            lock (_gate)
            {
                return _progress.Statistics;
            }
        }
    }

    /// <summary>Compiles the first tier.</summary>
    /// <param name="module">The module's bytes, which may not change before the second tier is there.</param>
    /// <param name="options">How it works; null for the defaults.</param>
    /// <param name="cancellation">Ends compiling the first tier in a worker.</param>
    /// <exception cref="ArgumentException">An option is out of range, or the bytes are a component.</exception>
    /// <exception cref="Wasmtime.WasmtimeException">The engine refuses the module.</exception>
    /// <exception cref="CompileRefusedException">The first tier has limits and cannot be compiled within them.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static async Task<TieredModule> CreateAsync(ReadOnlyMemory<byte> module, TieredModuleOptions? options = null, CancellationToken cancellation = default)
    {
        if (CoreModules.IsComponent(module.Span))
        {
            throw new ArgumentException(ComponentRefusal, nameof(module));
        }

        options ??= new TieredModuleOptions();
        options.Trigger.Validate();
        options.SecondTier.Validate();
        if (options.SecondTier.Chain.FirstOrDefault(s => EngineKinds.ForSettings(s) != EngineKind.Cranelift) is { } other)
        {
            throw new ArgumentException($"the second tier cannot be compiled under {other}: it needs settings of Cranelift", nameof(options));
        }

        var created = Stopwatch.GetTimestamp();
        var first = options.FirstTier is { } limits
            ? await CompileFirstAsync(module, options, limits, cancellation).ConfigureAwait(false)
            : FirstTier.CompileHere(module.Span, options.Configuration);
        var tiered = new TieredModule(module, options, created, first);
        if (options.Trigger is TierTrigger.BreakEven)
        {
            // In the background: the first call does not wait for a prediction.
            _ = Task.Run(tiered.PredictCost, CancellationToken.None);
        }

        lock (tiered._gate)
        {
            tiered.TriggerIfDue();
        }

        return tiered;
    }

    /// <summary>The tier that new instances come from now, kept until the lease is disposed of.</summary>
    /// <exception cref="ObjectDisposedException">The module is disposed of.</exception>
    public TierLease Acquire()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_current is null, this);
            _current.Retain();
            return new TierLease(this, _current);
        }
    }

    /// <summary>Makes one call in the tier that new instances come from now: the delegate makes an instance, calls it and disposes of it.</summary>
    /// <param name="call">The call.</param>
    /// <exception cref="ObjectDisposedException">The module is disposed of.</exception>
    public T Call<T>(Func<ModuleTier, T> call)
    {
        ArgumentNullException.ThrowIfNull(call);
        using var lease = Acquire();
        return lease.Call(() => call(lease.Tier));
    }

    /// <summary>Ends the worker of the second tier. Tiers that are leased are freed when their leases are disposed of.</summary>
    public async ValueTask DisposeAsync()
    {
        await _disposing.CancelAsync().ConfigureAwait(false);
        Task second;
        lock (_gate)
        {
            second = _secondTier;
        }

        await second.ConfigureAwait(false);
        ModuleTier? last;
        lock (_gate)
        {
            (last, _current) = (_current, null);
        }

        last?.Release();
        _settled.TrySetCanceled();
    }

    /// <summary>Whether new instances come from this tier. Takes no lock: a program asks before each call.</summary>
    internal bool IsCurrent(ModuleTier tier) => Volatile.Read(ref _current) == tier;

    /// <summary>Counts a call, and triggers the second tier where it is due.</summary>
    internal void Count(ModuleTier tier, TimeSpan time)
    {
        lock (_gate)
        {
            _progress.Count(tier.Number, time);
            TriggerIfDue();
        }
    }

    // The caller holds the lock.
    private void TriggerIfDue()
    {
        if (_progress.IsDue(_options.Trigger) && !_disposing.IsCancellationRequested)
        {
            _progress.Trigger();
            _secondTier = Task.Run(CompileSecondAsync);
        }
    }

    private static async Task<ModuleTier> CompileFirstAsync(ReadOnlyMemory<byte> module, TieredModuleOptions options, CompileLimits limits, CancellationToken cancellation) =>
        await CompileAsync(module, options, limits, cancellation).ConfigureAwait(false) switch
        {
            BudgetedCompilation.Compiled compiled => FirstTier.Load(1, compiled.Artifact, options.Configuration),
            BudgetedCompilation.Refused refused => throw new CompileRefusedException(refused),
            var other => throw new InvalidOperationException($"{other} is no result"),
        };

    private static async Task<BudgetedCompilation> CompileAsync(ReadOnlyMemory<byte> module, TieredModuleOptions options, CompileLimits limits, CancellationToken cancellation)
    {
        var own = options.Compiler is null ? new BudgetedCompiler(new BudgetedCompilerOptions { Configuration = options.Configuration, Model = null, SpareWorkers = 0 }) : null;
        using (own)
        {
            return await (options.Compiler ?? own!).CompileAsync(module, limits, cancellation).ConfigureAwait(false);
        }
    }

    private async Task CompileSecondAsync()
    {
        try
        {
            var result = _options.StoredSecondTier is { } stored ? stored() : await CompileAsync(_module, _options, _options.SecondTier, _disposing.Token).ConfigureAwait(false);
            if (result is BudgetedCompilation.Compiled compiled)
            {
                Swap(FirstTier.Load(2, compiled.Artifact, _options.Configuration), result.Report);
            }
            else
            {
                Fail(((BudgetedCompilation.Refused)result).Message, result.Report);
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed of meanwhile.
        }
        catch (Exception e)
        {
            // Whatever it was, the first tier goes on; the statistics have the reason.
            Fail(e.Message, null);
        }
    }

    private void Swap(ModuleTier second, CompileReport report)
    {
        ModuleTier? first;
        lock (_gate)
        {
            (first, _current) = (_current, second);
            _progress.Swap(report);
        }

        first?.Release();
        Settle(Swapped);
    }

    private void Fail(string reason, CompileReport? report)
    {
        lock (_gate)
        {
            _progress.Fail(reason, report);
        }

        Settle(SecondTierFailed);
    }

    private void Settle(EventHandler<TierEventArgs>? handlers)
    {
        _settled.TrySetResult();
        if (handlers is not null)
        {
            // A handler that throws harms nothing here.
            _ = Task.Run(() => handlers(this, new TierEventArgs(Statistics)), CancellationToken.None);
        }
    }

    private void PredictCost()
    {
        if (SecondTierCost.Predict(_module.Span, _options) is { } predicted)
        {
            lock (_gate)
            {
                _progress.ExpectedCost = predicted;
            }
        }
    }
}
