using CompileBench.Measuring.Hunting;
using CompileBench.Modules.Generation.Patterns;
using CompileBench.Modules.Wasm.Format;
using Xunit;

namespace CompileBench.Measuring.Tests.Hunting;

public class KnownLaddersTests
{
    // The instructions are the same: what the ladder is about is the memory.
    [Fact]
    public void Alike_LoadsAndStores_AreThoseOfALadderOf64BitMemoryOnlyWithOne()
    {
        var pattern = new Pattern { Repetition = Repetition.Sequence, Opening = [new(StepKind.Access, (int)Opcode.I32Load), new(StepKind.Access, (int)Opcode.I32Store)] };

        Assert.Contains("loads-stores", KnownLadders.Alike(pattern));
        Assert.DoesNotContain("memory64-loads-stores", KnownLadders.Alike(pattern));
        Assert.Contains("memory64-loads-stores", KnownLadders.Alike(pattern with { Memory64 = true }));
    }
}
