using System.Runtime.Intrinsics.X86;
using CompileBench.Engines.Native;
using Xunit;

namespace CompileBench.Engines.Tests.Native;

/// <summary>That operations clear them is tested with an engine that looks, in <c>Measuring.Tests</c>.</summary>
public sealed unsafe class UpperHalvesTests
{
    private const int StateLeaf = 0xD;
    private const uint UpperHalvesOf256 = 1 << 2;

    // mov ecx, 1; xgetbv; ret: returns the components of the state that are in use.
    private static readonly byte[] Reading = [0xB9, 0x01, 0x00, 0x00, 0x00, 0x0F, 0x01, 0xD0, 0xC3];

    [Fact]
    public void Clear_WhateverWasInThem_LeavesNoneInUse()
    {
        Assert.SkipUnless(Avx.IsSupported && (X86Base.CpuId(StateLeaf, 1).Eax & 4) != 0, "the processor does not say which parts of its state are in use");
        var read = (delegate* unmanaged[Cdecl, SuppressGCTransition]<uint>)UpperHalves.Executable(Reading);
        Assert.SkipWhen(read == null, "the system lets a program make no code");

        UpperHalves.Clear();
        var inUse = read();

        Assert.Equal(0u, inUse & UpperHalvesOf256);
    }
}
