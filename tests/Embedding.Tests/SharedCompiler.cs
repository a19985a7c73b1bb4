namespace CompileBench.Embedding.Tests;

/// <summary>One compiler for all tests of a class: without spare workers, so that each compile starts one process, and without a model.</summary>
public sealed class SharedCompiler : IDisposable
{
    /// <summary>The compiler.</summary>
    public BudgetedCompiler Compiler { get; } = new(new BudgetedCompilerOptions { Model = null, SpareWorkers = 0 });

    /// <inheritdoc/>
    public void Dispose() => Compiler.Dispose();
}
