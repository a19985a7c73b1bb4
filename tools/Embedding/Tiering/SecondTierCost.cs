using CompileBench.Modules.Wasm.Reading;
using CompileBench.Results.Schema;

namespace CompileBench.Embedding.Tiering;

/// <summary>What compiling the second tier is expected to cost, which decides when that pays.</summary>
internal static class SecondTierCost
{
    // What a compile by Cranelift takes over one by Winch, seen on real modules: 5 to 10 times.
    private const double CraneliftOverWinch = 10;

    /// <summary>A first estimate.</summary>
    /// <param name="first">What the first tier took.</param>
    public static TimeSpan FromFirst(TimeSpan first) => first * CraneliftOverWinch;

    /// <summary>CPU time as the model predicts it; null where it cannot say.</summary>
    /// <param name="module">The module's bytes.</param>
    /// <param name="options">The settings of the second tier, and the model.</param>
    public static TimeSpan? Predict(ReadOnlySpan<byte> module, TieredModuleOptions options)
    {
        var settings = options.SecondTier.Chain[0];
        try
        {
            return (options.Model ?? BudgetedCompilerOptions.DefaultModel) is { } model && model.Settings.Contains(settings)
                && model.Predict(module, [settings], heaviest: 0).Settings[0].Nanoseconds is { } predicted
                ? TimeSpan.FromTicks((long)(predicted.Value / TimeSpan.NanosecondsPerTick))
                : null;
        }
        catch (Exception e) when (e is WasmDecodeException or RecordFormatException or IOException)
        {
            // The engine accepts what the profiler does not decode, or the model's file is damaged.
            return null;
        }
    }
}
