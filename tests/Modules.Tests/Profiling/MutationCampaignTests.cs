using System.Diagnostics;
using System.Globalization;
using CompileBench.Modules.Profiling;
using CompileBench.Modules.Profiling.Reference;
using CompileBench.Modules.Tests.Wasm.Reading;
using CompileBench.Modules.Wasm.Reading;
using Xunit;

namespace CompileBench.Modules.Tests.Profiling;

/// <summary>
/// Feeds damaged modules to the decoder and the profiler. Neither may crash, hang, throw anything but <see cref="WasmDecodeException"/>, or
/// allocate what the bytes do not justify; and both have to say the same, the profiler's counts being the plain ones. They are made of the
/// corpora beside the checkout where those are there, and of generated modules everywhere. A million of them:
/// <code>COMPILEBENCH_MUTATIONS=1000000 tests/Modules.Tests/bin/Release/net10.0/CompileBench.Modules.Tests -class CompileBench.Modules.Tests.Profiling.MutationCampaignTests</code>
/// </summary>
public sealed class MutationCampaignTests
{
    private const int DefaultCount = 20_000;
    private const int LargestModule = 12_000;

    /// <summary>Liveness only: no module of a few kilobytes takes this long on any machine.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(2);

    [Fact]
    public void Profile_DamagedModules_AreRefusedOrProfiledAsTheDecoderSays()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("COMPILEBENCH_MUTATIONS"), NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? wanted : DefaultCount;
        byte[][] modules = [.. Corpora.WellFormedIfPresent.Select(File.ReadAllBytes).Where(bytes => bytes.Length < LargestModule), .. Enumerable.Range(0, 200).Select(RandomBody.Module)];
        var faults = new List<string>();
        var refused = 0;
        Parallel.For(0, count, seed =>
        {
            var (fault, wasRefused) = Try(Mutation.CreateDamagedModule(modules, seed));
            Interlocked.Add(ref refused, wasRefused ? 1 : 0);
            if (fault is not null)
            {
                lock (faults)
                {
                    faults.Add($"seed {seed}: {fault}");
                }
            }
        });
        var summary = string.Create(CultureInfo.InvariantCulture, $"{count} damaged modules: {refused} refused, {count - refused} profiled, {faults.Count} crashes, hangs or disagreements");
        TestContext.Current.TestOutputHelper?.WriteLine(summary);
        Console.WriteLine(summary);
        Assert.True(faults.Count == 0, $"{summary}\n{string.Join('\n', faults.Take(20))}");
    }

    [Fact]
    public void CreateDamagedModule_SameSeed_DoesTheSameDamage()
    {
        byte[][] modules = [.. Enumerable.Range(0, 20).Select(RandomBody.Module)];
        Assert.All(Enumerable.Range(0, 200), seed => Assert.Equal(Mutation.CreateDamagedModule(modules, seed), Mutation.CreateDamagedModule(modules, seed)));
    }

    private static (string? Fault, bool Refused) Try(byte[] module)
    {
        var clock = Stopwatch.StartNew();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var decoded = Outcome(() => ModuleDecoder.Decode(module));
        var profiled = Outcome(() => _ = ModuleProfiler.Profile(module));
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        var fault = decoded != profiled ? $"the decoder says '{decoded}', the profiler '{profiled}'"
            : decoded.StartsWith("CRASH", StringComparison.Ordinal) ? decoded
            : clock.Elapsed > Hang ? $"{module.Length} bytes took {clock.Elapsed}"
            : allocated > 3_000_000 + (100L * module.Length) ? $"{module.Length} bytes allocated {allocated}"
            : decoded.Length == 0 && ReferenceComparison.FindDifference(module) is { } difference ? difference
            : null;
        return (fault, decoded.Length > 0);
    }

    private static string Outcome(Action action)
    {
        try
        {
            action();
            return "";
        }
        catch (WasmDecodeException refusal)
        {
            return refusal.Message;
        }
#pragma warning disable CA1031 // Whatever else is thrown is what this test looks for.
        catch (Exception crash)
        {
            return $"CRASH {crash}";
        }
#pragma warning restore CA1031
    }
}
