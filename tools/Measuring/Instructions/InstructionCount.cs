using CompileBench.Engines.Isolation;
using CompileBench.Measuring.Instructions.Callgrind;

namespace CompileBench.Measuring.Instructions;

/// <summary>What counting the instructions of one compile gave. Closed: nothing outside this file derives from it.</summary>
public abstract record InstructionCount
{
    private InstructionCount()
    {
    }

    /// <summary>The instructions the compile executed; null where they were not counted.</summary>
    public virtual long? Instructions => null;

    /// <summary>Why there is no count, in one line; null where there is one.</summary>
    public virtual string? Message => null;

    /// <summary>They were counted.</summary>
    /// <param name="Total">Instructions executed by the one call of <c>wasmtime_module_new</c>. Repeats differ by some thousandths of a per cent.</param>
    /// <param name="Profile">Where they were executed; null where only the total was asked for.</param>
    public sealed record Counted(long Total, CallgrindProfile? Profile) : InstructionCount
    {
        /// <inheritdoc/>
        public override long? Instructions => Total;
    }

    /// <summary>The compile did not end well: rejected, past its deadline or memory limit, crashed.</summary>
    /// <param name="Outcome">How it ended; never <see cref="Outcome.Completed"/>.</param>
    public sealed record NotCompiled(Outcome Outcome) : InstructionCount
    {
        /// <inheritdoc/>
        public override string? Message => $"{Outcome.Kind}: {Outcome.Message}";
    }

    /// <summary>Instructions cannot be counted on this machine or for these settings.</summary>
    /// <param name="Reason">Why, and what would help.</param>
    public sealed record NotMeasuredHere(string Reason) : InstructionCount
    {
        /// <inheritdoc/>
        public override string? Message => Reason;
    }
}
