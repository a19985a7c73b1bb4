using System.Diagnostics;
using System.Globalization;
using CompileBench.Modules.Wasm.Components;
using CompileBench.Results.Schema;
using Wasmtime;

namespace CompileBench.Embedding.Tiering;

/// <summary>The total time since the start, compiling included, when a number of calls had been made.</summary>
/// <param name="Calls">The number of calls.</param>
/// <param name="Total">The time.</param>
internal readonly record struct TierPoint(long Calls, TimeSpan Total);

/// <summary>The calls of one way to compile a module.</summary>
/// <param name="Name">Which way.</param>
/// <param name="Points">Total time after 1, 2, 5, 10, … calls and after the last one.</param>
/// <param name="Output">What every call returned; null where calls returned different things.</param>
internal sealed record TierSeries(string Name, IReadOnlyList<TierPoint> Points, string? Output);

/// <summary>What a trial measured.</summary>
/// <param name="Tiered">In two tiers.</param>
/// <param name="First">In the first tier alone.</param>
/// <param name="Second">In the second tier alone, which is compiled in this process before the first call.</param>
/// <param name="Statistics">What the tiered module did.</param>
internal sealed record TierTrialResult(TierSeries Tiered, TierSeries First, TierSeries Second, TierStatistics Statistics);

/// <summary>Calls an export of a module again and again, each time in a new instance: in two tiers, and in either tier alone.</summary>
/// <param name="module">The module's bytes.</param>
/// <param name="export">The function to call; null for the only one that is obvious.</param>
/// <param name="arguments">Its arguments in text.</param>
/// <param name="options">How the tiered module works.</param>
internal sealed class TierTrial(ReadOnlyMemory<byte> module, string? export, IReadOnlyList<string> arguments, TieredModuleOptions options)
{
    private const string Start = "_start";
    private const string WasiPrefix = "wasi_";

    /// <summary>Makes the calls.</summary>
    /// <param name="calls">The number of calls of each way, from 1.</param>
    /// <param name="most">The time after which a way makes no further call.</param>
    /// <param name="cancellation">Ends the trial between two calls.</param>
    /// <exception cref="TierTrialException">The engine refuses the module, a call traps, there is no such export, or the arguments do not fit, or the bytes are a component.</exception>
    public async Task<TierTrialResult> RunAsync(long calls, TimeSpan most, CancellationToken cancellation)
    {
        if (CoreModules.IsComponent(module.Span))
        {
            throw new TierTrialException(TieredModule.ComponentRefusal);
        }

        try
        {
            return await MeasureAsync(calls, most, cancellation).ConfigureAwait(false);
        }
        catch (WasmtimeException e)
        {
            throw new TierTrialException(string.Join(' ', e.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), e);
        }
    }

    private async Task<TierTrialResult> MeasureAsync(long calls, TimeSpan most, CancellationToken cancellation)
    {
        var first = Alone("first tier alone", () => FirstTier.CompileHere(module.Span, options.Configuration), calls, most, cancellation);
        var second = Alone("second tier alone", CompileSecond, calls, most, cancellation);
        var start = Stopwatch.GetTimestamp();
        await using var tiered = await TieredModule.CreateAsync(module, options, cancellation);
        var both = Repeat("in two tiers", start, () => tiered.Call(Invoke), calls, most, cancellation);
        return new TierTrialResult(both, first, second, tiered.Statistics);
    }

    private TierSeries Alone(string name, Func<ModuleTier> compile, long calls, TimeSpan most, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var tier = compile();
        try
        {
            return Repeat($"{name} ({tier.Settings})", start, () => Invoke(tier), calls, most, cancellation);
        }
        finally
        {
            tier.Release();
        }
    }

    private ModuleTier CompileSecond()
    {
        var engine = new Engine(options.Configuration.CreateConfig(EngineKind.Cranelift).WithParallelCompilation(false));
        return new ModuleTier(2, SettingNames.SpeedBacktracking, engine, Module.FromBytes(engine, "module", module.Span));
    }

    private static TierSeries Repeat(string name, long start, Func<string> call, long calls, TimeSpan most, CancellationToken cancellation)
    {
        var points = new List<TierPoint>();
        string? output = null;
        var isSame = true;
        var next = 1L;
        for (var made = 1L; made <= calls; made++)
        {
            cancellation.ThrowIfCancellationRequested();
            var returned = call();
            isSame &= output is null || output == returned;
            output = returned;
            var total = Stopwatch.GetElapsedTime(start);
            var isLast = made == calls || total > most;
            if (made == next || isLast)
            {
                points.Add(new TierPoint(made, total));
                next = CallSeries.After(next);
            }

            if (isLast)
            {
                break;
            }
        }

        return new TierSeries(name, points, isSame ? output : null);
    }

    private string Invoke(ModuleTier tier)
    {
        using var store = new Store(tier.Engine);
        using var linker = new Linker(tier.Engine);
        if (tier.Module.Imports.Any(i => i.ModuleName.StartsWith(WasiPrefix, StringComparison.Ordinal)))
        {
            linker.DefineWasi();
            store.SetWasiConfiguration(new WasiConfiguration());
        }

        linker.DefineUnknownImportsAsTraps(tier.Module);
        var instance = linker.Instantiate(store, tier.Module);
        var name = export ?? FindExport(tier.Module);
        var function = instance.GetFunction(name) ?? throw new TierTrialException($"the module exports no function '{name}'{Known(tier.Module)}");
        return function.Invoke(Parse(name, function)) switch
        {
            null => "",
            object[] values => string.Join(", ", values.Select(Text)),
            var value => Text(value),
        };
    }

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static string FindExport(Module module)
    {
        var functions = module.Exports.OfType<FunctionExport>().ToList();
        return functions.Any(f => f.Name == Start) ? Start
            : functions.Count == 1 ? functions[0].Name
            : throw new TierTrialException($"the module does not say which function to call{Known(module)}");
    }

    private static string Known(Module module) =>
        module.Exports.OfType<FunctionExport>().Select(f => f.Name).Take(10).ToList() is { Count: > 0 } names ? $": it exports {string.Join(", ", names)}" : "";

    private ValueBox[] Parse(string name, Function function)
    {
        if (arguments.Count != function.Parameters.Count)
        {
            throw new TierTrialException($"{name} takes {function.Parameters.Count} arguments, {arguments.Count} are given");
        }

        return [.. function.Parameters.Zip(arguments, Parse)];
    }

    private static ValueBox Parse(ValueKind kind, string text)
    {
        try
        {
            return kind switch
            {
                ValueKind.Int32 => (ValueBox)int.Parse(text, CultureInfo.InvariantCulture),
                ValueKind.Int64 => (ValueBox)long.Parse(text, CultureInfo.InvariantCulture),
                ValueKind.Float32 => (ValueBox)float.Parse(text, CultureInfo.InvariantCulture),
                ValueKind.Float64 => (ValueBox)double.Parse(text, CultureInfo.InvariantCulture),
                _ => throw new TierTrialException($"an argument of type {kind} cannot be given as text"),
            };
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw new TierTrialException($"'{text}' is no value of type {kind}");
        }
    }
}

/// <summary>A module cannot be called as asked; the message is one line.</summary>
internal sealed class TierTrialException(string message, Exception? inner = null) : Exception(message, inner);
