using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Ladders;

/// <summary>
/// One shape of module that can be made at any size: a ladder whose rungs show how compile time grows with that shape alone.
/// No rung imports anything, so each can also be instantiated.
/// </summary>
public sealed class LadderShape
{
    /// <summary>What a shape needs whose objects a collector frees.</summary>
    internal const WasmFeatures GcFeatures = WasmFeatures.ReferenceTypes | WasmFeatures.FunctionReferences | WasmFeatures.Gc;

    private readonly IReadOnlyList<string> _knownIssues = [];

    internal LadderShape(Action<RungBuilder> build) => Build = build;

    /// <summary>The stable kebab-case name; with a size it names a module, as in <c>nested-blocks@1024</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What the module is, in one sentence.</summary>
    public required string Description { get; init; }

    /// <summary>What the size counts, in the plural, such as <c>nested loops</c>.</summary>
    public required string SizeUnit { get; init; }

    /// <summary>The sizes it can have.</summary>
    public required SizeRange Sizes { get; init; }

    /// <summary>The reports of slow compiles that this shape reproduces, such as <c>wt#4291</c>; see <see cref="KnownSlowCompile"/>.</summary>
    public IReadOnlyList<string> KnownIssues
    {
        get => [.. _knownIssues, .. Reports.Select(report => report.Reference)];
        init => _knownIssues = value;
    }

    /// <summary>Reports that only this shape reproduces. Reports that several shapes reproduce are in <see cref="KnownSlowCompiles"/>.</summary>
    public IReadOnlyList<KnownSlowCompile> Reports { get; init; } = [];

    /// <summary>What an engine must support to compile it.</summary>
    public WasmFeatures Features { get; init; }

    /// <summary>Whether Winch can compile it on x86-64.</summary>
    public bool WinchCompiles => (Features & ~WasmFeatures.Winch) == 0;

    /// <summary>Writes the module of the size that the builder holds.</summary>
    internal Action<RungBuilder> Build { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
