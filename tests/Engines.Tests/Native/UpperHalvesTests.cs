using CompileBench.Engines.Native;
using Xunit;

namespace CompileBench.Engines.Tests.Native;

/// <summary>That operations clear them is tested with an engine that looks, in <c>Measuring.Tests</c>.</summary>
public sealed class UpperHalvesTests
{
    [Fact]
    public void Clear_WhateverWasInThem_LeavesNoneInUse()
    {
        Assert.SkipWhen(UpperHalves.AreInUse is null, "the processor does not say which parts of its state are in use");

        UpperHalves.Clear();

        Assert.False(UpperHalves.AreInUse);
    }
}
