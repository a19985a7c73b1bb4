namespace CompileBench.Embedding.Tiering;

/// <summary>The first tier cannot be compiled within its limits.</summary>
/// <param name="refused">The result of the compiler.</param>
public sealed class CompileRefusedException(BudgetedCompilation.Refused refused) : Exception(refused.Message)
{
    /// <summary>The reason and what was tried.</summary>
    public BudgetedCompilation.Refused Result => refused;
}
