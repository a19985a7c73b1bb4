using System.Collections.Immutable;
using CompileBench.Modules.Generation.Fuzzing;
using CompileBench.Modules.Generation.Patterns;

namespace CompileBench.Measuring.Hunting;

/// <summary>The motifs that a hunt begins with.</summary>
internal static class HuntMotifs
{
    private const int MotifsPerModule = 400;
    private const int FuzzModules = 40;
    private const int MotifsPerFuzzModule = 10;

    /// <summary>Motifs of the modules that were named, of a few random ones, and of the ladders where they are asked for.</summary>
    /// <exception cref="Modules.Wasm.Reading.WasmDecodeException">A module cannot be decoded.</exception>
    public static IReadOnlyList<ImmutableArray<PatternStep>> From(IEnumerable<byte[]> modules, bool withLadders) =>
    [
        .. modules.SelectMany(m => MotifHarvest.FromModule(m, MotifsPerModule)),
        .. Enumerable.Range(0, FuzzModules).SelectMany(seed => MotifHarvest.FromModule(FuzzGenerator.Generate((ulong)seed, FuzzOptions.Default), MotifsPerFuzzModule)),
        .. withLadders ? KnownLadders.Motifs() : [],
    ];
}
