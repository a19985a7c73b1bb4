using System.Collections.Immutable;

namespace CompileBench.Analysis.Explanation;

/// <summary>A step of compiling one module, such as register allocation.</summary>
/// <param name="Name">Its name in tables, in JSON and in <c>stages.tsv</c>.</param>
public sealed record CompilerStage(string Name)
{
    /// <summary>Reads and validates the binary module.</summary>
    public static readonly CompilerStage Decode = new("decode and validate");

    /// <summary>Translates function bodies into Cranelift's intermediate representation.</summary>
    public static readonly CompilerStage Translate = new("translate");

    /// <summary>Runs passes over the intermediate representation.</summary>
    public static readonly CompilerStage Optimise = new("optimise");

    /// <summary>Lowers the intermediate representation to machine instructions with virtual registers.</summary>
    public static readonly CompilerStage Lower = new("lower");

    /// <summary>Assigns physical registers to virtual ones.</summary>
    public static readonly CompilerStage RegisterAllocation = new("register allocation");

    /// <summary>Encodes machine instructions; places branches and constants.</summary>
    public static readonly CompilerStage Emit = new("emit");

    /// <summary>Winch's work on a function body before its bytes are encoded.</summary>
    public static readonly CompilerStage Winch = new("Winch's code generation");

    /// <summary>Builds and loads the artifact: relocations, trap tables, address maps, unwind information.</summary>
    public static readonly CompilerStage Link = new("linking and metadata");

    /// <summary>Allocates and frees memory, for any caller.</summary>
    public static readonly CompilerStage Memory = new("memory management");

    /// <summary>Functions that no pattern names.</summary>
    public static readonly CompilerStage Other = new("other");

    /// <summary>Every stage in the order of a compile, <see cref="Other"/> last.</summary>
    public static ImmutableArray<CompilerStage> All { get; } =
        [Decode, Translate, Optimise, Lower, RegisterAllocation, Emit, Winch, Link, Memory, Other];

    /// <inheritdoc/>
    public override string ToString() => Name;
}
