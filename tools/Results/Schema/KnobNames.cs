namespace CompileBench.Results.Schema;

/// <summary>
/// The vocabulary of knobs: engine options that a setting's name carries as suffixes, such as <c>winch+fuel+epochs</c>, always in this order. The names are
/// the interface. A new knob is one row here and its native calls and proof in <c>Engines</c>.
/// </summary>
public static class KnobNames
{
    public const string Parallel = "parallel";
    public const string Fuel = "fuel";
    public const string Epochs = "epochs";
    public const string DebugInfo = "debug-info";
    public const string Nan = "nan";
    public const string BoundsChecks = "bounds-checks";
    public const string NoUnwindInfo = "no-unwind-info";
    public const string NoTrapSignals = "no-trap-signals";
    public const string Verifier = "verifier";
    public const string WideArithmetic = "wide-arithmetic";
    public const string CustomPageSizes = "custom-page-sizes";
    public const string CompactImports = "compact-imports";
    public const string BranchHints = "branch-hints";
    public const string StackSwitching = "stack-switching";
    public const string ComponentProposals = "component-proposals";

    /// <summary>Every knob in the order of suffixes, with what it does in one phrase.</summary>
    public static IReadOnlyList<(string Name, string Meaning)> All { get; } =
    [
        (Parallel, "compiles on several threads"),
        (Fuel, "counts executed instructions, so that a program can be stopped after a number of them"),
        (Epochs, "checks a counter in loops and functions, so that a program can be stopped from outside"),
        (DebugInfo, "writes debug information for native debuggers"),
        (Nan, "makes the bits of every NaN the same on all machines"),
        (BoundsChecks, "checks every memory access in code: no address space is reserved, and no guard pages are used"),
        (NoUnwindInfo, "writes no tables for native stack unwinding"),
        (NoTrapSignals, "checks in code what would otherwise raise a signal, such as a division by zero"),
        (Verifier, "checks Cranelift's intermediate code after each pass, as fuzzers do"),
        (WideArithmetic, "takes modules of the proposal wide arithmetic: additions and multiplications of 128 bits"),
        (CustomPageSizes, "takes modules of the proposal custom page sizes: memories whose pages are not 64 KiB"),
        (CompactImports, "takes modules of the proposal compact imports: groups of imports that name their module once"),
        (BranchHints, "follows the proposal branch hints: a custom section says which branches are likely"),
        (StackSwitching, "takes modules of the proposal stack switching: continuations that are suspended and resumed"),
        (ComponentProposals, "takes components of proposals for the component model: maps, accessors, canonical names, implements, and more of async"),
    ];

    /// <summary>
    /// The knobs that turn a WebAssembly proposal on which some engine has off. They decide which modules an engine takes, and an artifact loads only where
    /// the same ones are on.
    /// </summary>
    public static IReadOnlyList<string> Proposals { get; } = [WideArithmetic, CustomPageSizes, CompactImports, BranchHints, StackSwitching, ComponentProposals];

    /// <summary>The setting's name without one of its knobs.</summary>
    /// <param name="settings">The name of a setting.</param>
    /// <param name="knob">The name of a knob.</param>
    public static string Remove(string settings, string knob) => string.Join('+', InName(settings).Where(k => k != knob).Prepend(SettingNames.BaseName(settings)));

    /// <summary>The knobs of a setting's name, in the order in which they stand there.</summary>
    public static IReadOnlyList<string> InName(string settings) => SettingNames.Suffix(settings).Split('+', StringSplitOptions.RemoveEmptyEntries);
}
