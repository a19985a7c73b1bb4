using System.Collections.Immutable;
using CompileBench.Measuring.Explaining.Stages;

namespace CompileBench.Measuring.Explaining.Sampling;

/// <summary>Where the time of one compile goes, by sampling. Time, not instructions: the two are never mixed.</summary>
/// <param name="Module">The module's name.</param>
/// <param name="Settings">The settings' name.</param>
/// <param name="Engine">The engine's label.</param>
/// <param name="Compile">Wall time of the compile that was sampled.</param>
/// <param name="Samples">Samples taken during it.</param>
/// <param name="Phases">Every phase that was seen, in the order of a compile.</param>
/// <param name="Functions">Every function that was seen executing, most samples first.</param>
public sealed record SampledExplanation(
    string Module,
    string Settings,
    string Engine,
    TimeSpan Compile,
    int Samples,
    ImmutableArray<PhaseSamples> Phases,
    ImmutableArray<FunctionSamples> Functions);

/// <summary>How often a phase was seen.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Samples">Samples in it.</param>
/// <param name="Share">Its share of the time, with bounds.</param>
public sealed record PhaseSamples(CompilerPhase Phase, int Samples, BinomialShare Share);

/// <summary>How often a function of the compiler was seen executing.</summary>
/// <param name="Name">Its shortened name.</param>
/// <param name="Phase">The phase its samples belong to, most of them.</param>
/// <param name="Samples">Samples in the function itself.</param>
/// <param name="Share">Its share of the time, with bounds.</param>
public sealed record FunctionSamples(string Name, CompilerPhase Phase, int Samples, BinomialShare Share);
