using CompileBench.Modules.Generation.Fuzzing;
using CompileBench.Modules.Wasm.Reading;
using Xunit;

namespace CompileBench.Embedding.Tests;

public sealed class CompileCostModelTests
{
    private static readonly byte[] Module = FuzzRecipe.Parse("fuzz-all@3").Generate();

    [Fact]
    public void Predict_Stream_SaysTheSameAsBytes()
    {
        using var stream = new SlowStream(Module);

        Assert.Equivalent(Models.OfEveryFeature.Predict(Module), Models.OfEveryFeature.Predict(stream), strict: true);
    }

    [Fact]
    public void Predict_StreamBeyondTheLimit_IsRefusedBeforeItIsRead()
    {
        using var endless = new EndlessStream();

        var fault = Assert.Throws<WasmDecodeException>(() => Models.OfEveryFeature.WithLimit(1 << 20).Predict(endless));

        Assert.Equal(WasmDecodeReason.LimitExceeded, fault.Reason);
        Assert.InRange(endless.BytesRead, 1 << 20, 2 << 20);
    }

    [Fact]
    public void Predict_NotAModule_IsRefused() =>
        Assert.Equal(WasmDecodeReason.BadMagic, Assert.Throws<WasmDecodeException>(() => Models.OfEveryFeature.Predict("not wasm"u8)).Reason);

    [Fact]
    public void Predict_ManyThreadsAtOnce_AllSayTheSame()
    {
        var expected = Models.OfEveryFeature.Predict(Module).Settings[0].Nanoseconds;

        var all = Enumerable.Range(0, 64).AsParallel().WithDegreeOfParallelism(8).Select(_ => Models.OfEveryFeature.Predict(Module).Settings[0].Nanoseconds).ToList();

        Assert.All(all, one => Assert.Equal(expected, one));
    }

    /// <summary>Gives a few bytes at a time, as a network does.</summary>
    private sealed class SlowStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 7)]);
    }

    private sealed class EndlessStream : MemoryStream
    {
        public long BytesRead { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            buffer.Clear();
            BytesRead += buffer.Length;
            return buffer.Length;
        }
    }
}
