using System.Collections.Immutable;

namespace CompileBench.Measuring.Explaining.Stages;

/// <summary>A step of compiling a module, as a person thinks of it.</summary>
/// <param name="Name">Its name in tables, in JSON and in <c>phases.tsv</c>.</param>
public sealed record CompilerPhase(string Name)
{
    /// <summary>Reading the binary module and checking it.</summary>
    public static readonly CompilerPhase Decode = new("decode and validate");

    /// <summary>Function bodies into Cranelift's intermediate form.</summary>
    public static readonly CompilerPhase Translate = new("translate");

    /// <summary>Passes over the intermediate form.</summary>
    public static readonly CompilerPhase Optimise = new("optimise");

    /// <summary>The intermediate form into machine instructions with virtual registers.</summary>
    public static readonly CompilerPhase Lower = new("lower");

    /// <summary>Virtual registers into real ones.</summary>
    public static readonly CompilerPhase RegisterAllocation = new("register allocation");

    /// <summary>Machine instructions into bytes, branches and constants placed.</summary>
    public static readonly CompilerPhase Emit = new("emit");

    /// <summary>All that Winch does with a function body before its bytes are encoded.</summary>
    public static readonly CompilerPhase Winch = new("Winch's code generation");

    /// <summary>The artifact: relocations, tables of traps, addresses and unwinding, its loading.</summary>
    public static readonly CompilerPhase Link = new("linking and metadata");

    /// <summary>Allocating and freeing, whoever asks for it.</summary>
    public static readonly CompilerPhase Memory = new("memory management");

    /// <summary>What no pattern names.</summary>
    public static readonly CompilerPhase Other = new("other");

    /// <summary>Every phase in the order a compile goes through them, <see cref="Other"/> last.</summary>
    public static ImmutableArray<CompilerPhase> All { get; } =
        [Decode, Translate, Optimise, Lower, RegisterAllocation, Emit, Winch, Link, Memory, Other];

    /// <inheritdoc/>
    public override string ToString() => Name;
}
