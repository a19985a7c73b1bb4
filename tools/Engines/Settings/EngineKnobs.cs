using System.Diagnostics.CodeAnalysis;
using CompileBench.Modules.Generation;
using CompileBench.Results.Schema;

namespace CompileBench.Engines.Settings;

/// <summary>Engine options beside compiler, optimisation level and register allocator, in the order of their suffixes.</summary>
[Flags]
public enum EngineKnobs
{
    None = 0,
    Parallel = 1 << 0,
    Fuel = 1 << 1,
    Epochs = 1 << 2,
    DebugInfo = 1 << 3,
    Nan = 1 << 4,
    BoundsChecks = 1 << 5,
    NoUnwindInfo = 1 << 6,
    NoTrapSignals = 1 << 7,
    Verifier = 1 << 8,
    WideArithmetic = 1 << 9,
    CustomPageSizes = 1 << 10,
    CompactImports = 1 << 11,
    BranchHints = 1 << 12,
    StackSwitching = 1 << 13,
    ComponentProposals = 1 << 14,
}

/// <summary>What a knob must change in an artifact to count as proved.</summary>
public enum KnobEvidence
{
    /// <summary>Nothing: it leaves no trace in an artifact.</summary>
    None,

    /// <summary>Other machine code than without it.</summary>
    Code,

    /// <summary>Sections for debuggers, which are not there without it.</summary>
    DebugSections,

    /// <summary>No section for unwinding, which is there without it.</summary>
    NoUnwindSection,

    /// <summary>Cranelift's flag <c>enable_verifier</c>.</summary>
    VerifierFlag,

    /// <summary>A module of a proposal compiles. Without the knob it may compile too, in an engine that has the proposal on.</summary>
    Module,
}

/// <summary>One knob: its name, its calls and its proof.</summary>
/// <param name="Knob">The knob.</param>
/// <param name="Calls">The calls that turn it on.</param>
/// <param name="Evidence">What proves it.</param>
public sealed record EngineKnob(EngineKnobs Knob, IReadOnlyList<ConfigCall> Calls, KnobEvidence Evidence)
{
    /// <summary>The module that proves it; null for the module that serves every knob of the language that all engines take.</summary>
    public Func<byte[]>? Module { get; private init; }

    /// <summary>Every knob, in the order of suffixes.</summary>
    public static IReadOnlyList<EngineKnob> All { get; } =
    [
        new(EngineKnobs.Parallel, [], KnobEvidence.None),
        new(EngineKnobs.Fuel, [On("wasmtime_config_consume_fuel_set")], KnobEvidence.Code),
        new(EngineKnobs.Epochs, [On("wasmtime_config_epoch_interruption_set")], KnobEvidence.Code),
        new(EngineKnobs.DebugInfo, [On("wasmtime_config_debug_info_set")], KnobEvidence.DebugSections),
        new(EngineKnobs.Nan, [On("wasmtime_config_cranelift_nan_canonicalization_set")], KnobEvidence.Code),
        new(
            EngineKnobs.BoundsChecks,
            [
                Size("wasmtime_config_memory_reservation_set"),
                Size("wasmtime_config_memory_guard_size_set"),
            ],
            KnobEvidence.Code),
        new(EngineKnobs.NoUnwindInfo, [Off("wasmtime_config_native_unwind_info_set")], KnobEvidence.NoUnwindSection),
        new(EngineKnobs.NoTrapSignals, [Off("wasmtime_config_signals_based_traps_set")], KnobEvidence.Code),
        new(EngineKnobs.Verifier, [On("wasmtime_config_cranelift_debug_verifier_set")], KnobEvidence.VerifierFlag),
        Proposal(EngineKnobs.WideArithmetic, "wide_arithmetic", ProposalModules.WideArithmetic),
        Proposal(EngineKnobs.CustomPageSizes, "custom_page_sizes", ProposalModules.CustomPageSizes),
        Proposal(EngineKnobs.CompactImports, "compact_imports", ProposalModules.CompactImports),
        Proposal(EngineKnobs.BranchHints, "branch_hinting", ProposalModules.BranchHints, KnobEvidence.Code),
        Proposal(EngineKnobs.StackSwitching, "stack_switching", ProposalModules.StackSwitching),
        new(
            EngineKnobs.ComponentProposals,
            [
                On("wasmtime_config_wasm_component_model_map_set"),
                .. ((string[])["accessors", "canonical_names", "implements", "async_stackful", "more_async_builtins"]).Select(name =>
                    On($"wasmtime_config_wasm_component_model_{name}_set") with { Absent = WhenAbsent.Skip }),
            ],
            KnobEvidence.Module) { Module = ProposalComponents.Maps },
    ];

    /// <summary>The name in a suffix.</summary>
    public string Name => KnobNames.All[(int)Math.Log2((int)Knob)].Name;

    /// <summary>The knobs of a suffix such as <c>+fuel+nan</c>. False where a name is unknown, comes twice or stands in the wrong place.</summary>
    internal static bool TryParse(string suffix, [NotNullWhen(true)] out EngineKnobs? knobs)
    {
        var found = EngineKnobs.None;
        knobs = null;
        foreach (var name in suffix.Length == 0 ? [] : suffix[1..].Split('+'))
        {
            var knob = All.FirstOrDefault(k => k.Name == name)?.Knob ?? EngineKnobs.None;
            if (knob <= found)
            {
                return false;
            }

            found |= knob;
        }

        knobs = found;
        return true;
    }

    /// <summary>The suffix of a set of knobs; empty for none.</summary>
    internal static string Suffix(EngineKnobs knobs) => string.Concat(All.Where(k => knobs.HasFlag(k.Knob)).Select(k => '+' + k.Name));

    private static EngineKnob Proposal(EngineKnobs knob, string name, Func<byte[]> module, KnobEvidence evidence = KnobEvidence.Module) =>
        new(knob, [On($"wasmtime_config_wasm_{name}_set")], evidence) { Module = module };

    private static ConfigCall On(string setter) => new(setter, new ConfigValue.Number(1), WhenAbsent.Refuse);

    private static ConfigCall Off(string setter) => new(setter, new ConfigValue.Number(0), WhenAbsent.Refuse);

    private static ConfigCall Size(string setter) => new(setter, new ConfigValue.Size(0), WhenAbsent.Refuse);
}
