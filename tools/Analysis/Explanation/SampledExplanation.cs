using System.Collections.Immutable;

namespace CompileBench.Analysis.Explanation;

/// <summary>The time of one compile by stage and function, from samples. It is time, not instructions; the two are never mixed.</summary>
/// <param name="Module">The module's name.</param>
/// <param name="Settings">The settings' name.</param>
/// <param name="Engine">The engine's label.</param>
/// <param name="Compile">Wall time of the compile that was sampled.</param>
/// <param name="Samples">Samples taken during it.</param>
/// <param name="Stages">Every stage with a sample, in the order of a compile.</param>
/// <param name="Functions">Every function with a sample, most samples first.</param>
public sealed record SampledExplanation(
    string Module,
    string Settings,
    string Engine,
    TimeSpan Compile,
    int Samples,
    ImmutableArray<StageSamples> Stages,
    ImmutableArray<FunctionSamples> Functions);

/// <summary>The samples of one stage.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Samples">Samples in it.</param>
/// <param name="Share">Its share of the time, with bounds.</param>
public sealed record StageSamples(CompilerStage Stage, int Samples, BinomialShare Share);

/// <summary>The samples in one function of the compiler.</summary>
/// <param name="Name">Its shortened name.</param>
/// <param name="Stage">The stage that most of its samples belong to.</param>
/// <param name="Samples">Samples in the function itself.</param>
/// <param name="Share">Its share of the time, with bounds.</param>
public sealed record FunctionSamples(string Name, CompilerStage Stage, int Samples, BinomialShare Share);
