using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Editing;

/// <summary>The index spaces that the immediates of instructions name.</summary>
internal static class OpcodeIndices
{
    /// <summary>The spaces of the first and the second immediate of <see cref="ImmediateKind.U32"/>, <see cref="ImmediateKind.TwoU32"/>, the kinds with data segments and those with handlers.</summary>
    public static (IndexSpace First, IndexSpace Second) Find(Opcode opcode) => opcode switch
    {
        Opcode.Call or Opcode.ReturnCall or Opcode.RefFunc => (IndexSpace.Function, IndexSpace.None),
        Opcode.CallIndirect or Opcode.ReturnCallIndirect => (IndexSpace.Type, IndexSpace.Table),
        Opcode.CallRef or Opcode.ReturnCallRef => (IndexSpace.Type, IndexSpace.None),
        Opcode.Catch or Opcode.Throw => (IndexSpace.Tag, IndexSpace.None),
        Opcode.ContNew => (IndexSpace.Type, IndexSpace.None),
        Opcode.ContBind => (IndexSpace.Type, IndexSpace.Type),
        Opcode.Suspend => (IndexSpace.Tag, IndexSpace.None),
        Opcode.Resume or Opcode.ResumeThrow or Opcode.ResumeThrowRef or Opcode.Switch => (IndexSpace.Type, IndexSpace.Tag),
        Opcode.GlobalGet or Opcode.GlobalSet => (IndexSpace.Global, IndexSpace.None),
        Opcode.TableGet or Opcode.TableSet or Opcode.TableGrow or Opcode.TableSize or Opcode.TableFill => (IndexSpace.Table, IndexSpace.None),
        Opcode.TableCopy => (IndexSpace.Table, IndexSpace.Table),
        Opcode.TableInit => (IndexSpace.Element, IndexSpace.Table),
        Opcode.ElemDrop => (IndexSpace.Element, IndexSpace.None),
        Opcode.MemorySize or Opcode.MemoryGrow or Opcode.MemoryFill => (IndexSpace.Memory, IndexSpace.None),
        Opcode.MemoryCopy => (IndexSpace.Memory, IndexSpace.Memory),
        Opcode.MemoryInit => (IndexSpace.Data, IndexSpace.Memory),
        Opcode.DataDrop => (IndexSpace.Data, IndexSpace.None),
        Opcode.ArrayNewData or Opcode.ArrayInitData => (IndexSpace.Type, IndexSpace.Data),
        Opcode.ArrayNewElem or Opcode.ArrayInitElem => (IndexSpace.Type, IndexSpace.Element),
        Opcode.ArrayCopy => (IndexSpace.Type, IndexSpace.Type),
        >= Opcode.StructNew and <= Opcode.ArrayFill => (IndexSpace.Type, IndexSpace.None),
        _ => (IndexSpace.None, IndexSpace.None),
    };
}
