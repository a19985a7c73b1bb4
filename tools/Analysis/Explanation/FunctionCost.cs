namespace CompileBench.Analysis.Explanation;

/// <summary>The cost of one function of the compiler; its instances for different type arguments are added up.</summary>
/// <param name="Name">Its name as <see cref="RustName.Shorten"/> returns it.</param>
/// <param name="Stage">The stage that most of its own instructions belong to.</param>
/// <param name="Inclusive">Instructions of the function and of everything it called.</param>
/// <param name="Exclusive">The function's own instructions.</param>
/// <param name="Calls">The number of calls.</param>
/// <param name="IsShared">Whether it serves any caller and has no stage of its own, such as a memory copy.</param>
/// <param name="WithShared">Its own instructions and those that shared functions executed for it; 0 for a shared function.</param>
public sealed record FunctionCost(string Name, CompilerStage Stage, long Inclusive, long Exclusive, long Calls, bool IsShared, long WithShared);
