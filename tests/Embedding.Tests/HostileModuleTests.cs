using System.Globalization;
using CompileBench.Analysis.Prediction;
using CompileBench.Analysis.Randomness;
using CompileBench.Modules.Generation;
using CompileBench.Modules.Generation.Fuzzing;
using CompileBench.Modules.Wasm.Editing;
using CompileBench.Modules.Wasm.Reading;
using Xunit;

namespace CompileBench.Embedding.Tests;

/// <summary>
/// Predicts damaged modules and modules that grow. A hundred thousand of each:
/// <code>COMPILEBENCH_MUTATIONS=100000 tests/Embedding.Tests/bin/Release/net10.0/CompileBench.Embedding.Tests -class CompileBench.Embedding.Tests.HostileModuleTests</code>
/// </summary>
public sealed class HostileModuleTests
{
    private const int DefaultCount = 4_000;

    private static readonly byte[][] Modules =
    [
        .. Enumerable.Range(0, 40).Select(seed => FuzzRecipe.Parse($"fuzz-all@{seed}").Generate()),
        .. Enumerable.Range(0, 20).Select(seed => FuzzRecipe.Parse($"fuzz-default@{seed}").Generate()),
        .. new[] { "lexer-switch@64", "nested-loops-locals@32", "many-functions@64", "try-chain@32", "table-elements@64" }.Select(recipe => GeneratorRecipe.Parse(recipe).Generate()),
    ];

    private static int Count => int.TryParse(Environment.GetEnvironmentVariable("COMPILEBENCH_MUTATIONS"), NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? wanted : DefaultCount;

    [Fact]
    public void Predict_DamagedModules_AreRefusedOrHaveAFiniteCost()
    {
        var refused = 0;
        Parallel.For(0, Count, seed =>
        {
            var module = Damaged((ulong)seed);
            try
            {
                var allocated = GC.GetAllocatedBytesForCurrentThread();
                var prediction = Models.OfEveryFeature.Predict(module).Settings[0];
                allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
                Assert.True(allocated < 4_000_000 + (100L * module.Length), $"seed {seed}: {module.Length} bytes allocated {allocated}");
                foreach (var cost in (CostEstimate[])[prediction.Nanoseconds!, prediction.AnonymousBytes!, prediction.CodeBytes!])
                {
                    Assert.True(double.IsFinite(cost.Value) && cost.Value > 0, $"seed {seed}: {cost}");
                }
            }
            catch (WasmDecodeException)
            {
                Interlocked.Increment(ref refused);
            }
        });
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Count} damaged modules, {refused} refused"));

        Assert.InRange(refused, 1, Count - 1);
    }

    [Fact]
    public void Predict_FunctionsAppended_NeverCostLess()
    {
        Parallel.For(0, Count, seed =>
        {
            var module = Modules[seed % Modules.Length];
            var number = 1 + new SplitMix64((ulong)seed).NextBelow(ModuleParts.Find(module).Bodies.Count);
            var (small, large) = (Models.OfEveryFeature.Predict(module).Settings[0], Models.OfEveryFeature.Predict(AppendedFunctions.Append(module, number)).Settings[0]);

            Assert.True(large.Nanoseconds!.Value > small.Nanoseconds!.Value, $"seed {seed}: {large.Nanoseconds.Value} ns after {small.Nanoseconds.Value} ns");
            Assert.True(large.AnonymousBytes!.Value > small.AnonymousBytes!.Value, $"seed {seed}: {large.AnonymousBytes.Value} bytes after {small.AnonymousBytes.Value} bytes");
            Assert.True(large.CodeBytes!.Value > small.CodeBytes!.Value, $"seed {seed}: {large.CodeBytes.Value} bytes of code after {small.CodeBytes.Value}");
        });
    }

    // Bytes changed, runs removed or doubled, the end cut off.
    private static byte[] Damaged(ulong seed)
    {
        var random = new SplitMix64(seed);
        List<byte> bytes = [.. Modules[random.NextBelow(Modules.Length)]];
        for (var times = 1 + random.NextBelow(4); times > 0 && bytes.Count > 16; times--)
        {
            var at = 8 + random.NextBelow(bytes.Count - 8);
            var length = Math.Min(1 + random.NextBelow(32), bytes.Count - at);
            switch (random.NextBelow(5))
            {
                case 0:
                    bytes.RemoveRange(at, length);
                    break;
                case 1:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 2:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes[at] = (byte)random.Next();
                    break;
            }
        }

        return [.. bytes];
    }
}
