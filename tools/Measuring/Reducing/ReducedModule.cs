namespace CompileBench.Measuring.Reducing;

/// <summary>What reducing has come to.</summary>
/// <param name="Bytes">The smallest module found for which the condition holds.</param>
/// <param name="Tried">How many candidates were tried.</param>
/// <param name="Finished">Whether nothing smaller could be found, and not the time that ran out.</param>
public sealed record ReducedModule(byte[] Bytes, int Tried, bool Finished);

/// <summary>One step of reducing, for whoever watches.</summary>
/// <param name="Step">What is being taken out.</param>
/// <param name="Bytes">The smallest size so far.</param>
/// <param name="Bodies">Function bodies still there.</param>
/// <param name="Tried">Candidates tried so far.</param>
public sealed record ReducingProgress(string Step, int Bytes, int Bodies, int Tried);
