using static CompileBench.Modules.Wasm.Format.ImmediateKind;
using static CompileBench.Modules.Wasm.Format.InstructionClass;
using static CompileBench.Modules.Wasm.Format.InstructionInfo;

namespace CompileBench.Modules.Wasm.Format.Instructions;

/// <summary>The instructions of the proposal stack switching: continuations made, suspended and resumed.</summary>
internal static class StackSwitchingInstructions
{
    public static InstructionRows[] All =>
    [
        new(0xE0, Reference, U32, 1, 1, "cont.new"),
        new(0xE1, Reference, TwoU32, Varies, 1, "cont.bind"),
        new(0xE2, ReferenceCall, U32, Varies, Varies, "suspend"),
        new(0xE3, ReferenceCall, TypeAndHandlers, Varies, Varies, "resume"),
        new(0xE4, ReferenceCall, TypeTagAndHandlers, Varies, Varies, "resume_throw"),
        new(0xE5, ReferenceCall, TypeAndHandlers, Varies, Varies, "resume_throw_ref"),
        new(0xE6, ReferenceCall, TwoU32, Varies, Varies, "switch"),
    ];
}
