using CompileBench.Modules.Generation;
using CompileBench.Modules.Generation.Fuzzing;
using CompileBench.Modules.Generation.Patterns;

namespace CompileBench.Measuring.Hunting;

/// <summary>The motifs from modules that a hunt makes patterns around.</summary>
internal sealed class HuntMotifs
{
    private const int MotifsPerModule = 600;
    private const int FuzzModules = 40;
    private const int MotifsPerFuzzModule = 10;

    // Where modules were named, what they contain is what the hunt is about.
    private const int TwentiethsWithoutModules = 3;
    private const int TwentiethsWithModules = 8;
    private const int OthersOneIn = 4;

    private const int FunctionsPerModule = 6;

    // Of motifs of the named modules these are nests, and these whole functions, where there are any: a module has few of them, and they cannot come about by chance.
    private const int NestsOneIn = 3;
    private const int FunctionsOneIn = 6;

    private readonly IReadOnlyList<HarvestedMotif> _named;
    private readonly IReadOnlyList<HarvestedMotif> _nests;
    private readonly IReadOnlyList<HarvestedMotif> _functions;
    private readonly IReadOnlyList<HarvestedMotif> _others;

    /// <summary>Takes motifs of the modules that were named, of a few random ones, and of the ladders where they are asked for.</summary>
    /// <param name="modules">The modules that were named.</param>
    /// <param name="withLadders">Whether motifs of the ladders are taken.</param>
    /// <exception cref="Modules.Wasm.Reading.WasmDecodeException">A module cannot be decoded.</exception>
    public HuntMotifs(IEnumerable<byte[]> modules, bool withLadders)
    {
        IReadOnlyList<byte[]> read = [.. modules];
        _named = [.. read.SelectMany(m => MotifHarvest.FromModule(m, MotifsPerModule))];
        _functions = [.. read.SelectMany(m => FunctionHarvest.FromModule(m, FunctionsPerModule))];
        _nests = [.. _named.Where(m => m.IsNest)];
        _others =
        [
            .. Enumerable.Range(0, FuzzModules).SelectMany(seed => MotifHarvest.FromModule(FuzzGenerator.Generate((ulong)seed, FuzzOptions.Default), MotifsPerFuzzModule)),
            .. withLadders ? KnownLadders.Motifs() : [],
        ];
    }

    /// <summary>The whole functions of the modules that were named.</summary>
    public IReadOnlyList<HarvestedMotif> Functions => _functions;

    /// <summary>How many of twenty candidates are made around a motif.</summary>
    public int Twentieths => _named.Count > 0 ? TwentiethsWithModules : TwentiethsWithoutModules;

    /// <summary>A motif at random.</summary>
    public HarvestedMotif Pick(SeededRandom random)
    {
        var from = _named.Count == 0 || random.OneIn(OthersOneIn) ? _others
            : _functions.Count > 0 && random.OneIn(FunctionsOneIn) ? _functions
            : _nests.Count > 0 && random.OneIn(NestsOneIn) ? _nests
            : _named;
        return from[random.Below(from.Count)];
    }
}
