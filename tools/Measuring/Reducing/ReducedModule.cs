namespace CompileBench.Measuring.Reducing;

/// <summary>The result of reducing a module.</summary>
/// <param name="Bytes">The smallest module found for which the condition holds.</param>
/// <param name="Tried">How many candidates were tried.</param>
/// <param name="Finished">Whether no smaller module was found; false where the time ran out.</param>
/// <param name="Left">What is left in the module and why it could not be made smaller, one sentence per section.</param>
public sealed record ReducedModule(byte[] Bytes, int Tried, bool Finished, IReadOnlyList<string> Left);

/// <summary>One step of reducing.</summary>
/// <param name="Step">What is being made smaller.</param>
/// <param name="Bytes">The smallest size so far.</param>
/// <param name="Functions">Functions with a body.</param>
/// <param name="FullBodies">Those of them whose body is more than a single <c>unreachable</c>.</param>
/// <param name="Tried">Candidates tried so far.</param>
public sealed record ReducingProgress(string Step, int Bytes, int Functions, int FullBodies, int Tried);
