using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Fuzzing.Bodies;

/// <summary>Writes the instructions that access tables.</summary>
internal sealed class TableInstructions(FuzzBody body) : InstructionFamily(body)
{
    public bool TryWrite(FuzzAction action)
    {
        var index = Random.Below(Plan.Tables.Count);
        var table = Plan.Tables[index];
        switch (action)
        {
            case FuzzAction.TableGet:
                Operands.Need(table.IndexType);
                Code.Op(Opcode.TableGet, index);
                Operands.Push(table.Element);
                return true;
            case FuzzAction.TableSet:
                Operands.Need(table.IndexType, table.Element);
                Code.Op(Opcode.TableSet, index);
                return true;
            case FuzzAction.TableSize:
                Code.Op(Opcode.TableSize, index);
                Operands.Push(table.IndexType);
                return true;
            case FuzzAction.TableGrow:
                Operands.Need(table.Element, table.IndexType);
                Code.Op(Opcode.TableGrow, index);
                Operands.Push(table.IndexType);
                return true;
            case FuzzAction.TableFill:
                Operands.Need(table.IndexType, table.Element, table.IndexType);
                Code.Op(Opcode.TableFill, index);
                return true;
            case FuzzAction.TableCopy:
                return TryCopyTable(index);
            case FuzzAction.TableInit:
                return TryInitTable(index);
            case FuzzAction.ElemDrop when Plan.ElementSegments.Count > 0:
                Code.Op(Opcode.ElemDrop, Random.Below(Plan.ElementSegments.Count));
                return true;
            default:
                return false;
        }
    }

    private bool TryCopyTable(int target)
    {
        var source = Random.Below(Plan.Tables.Count);
        var (to, from) = (Plan.Tables[target], Plan.Tables[source]);
        if (!Types.IsSubtype(from.Element, to.Element))
        {
            return false;
        }

        Operands.Need(to.IndexType, from.IndexType, to.IndexType == from.IndexType ? to.IndexType : WasmType.I32);
        Code.Op(Opcode.TableCopy, target, source);
        return true;
    }

    private bool TryInitTable(int target)
    {
        var segment = Plan.PickElements(Random, Plan.Tables[target].Element);
        if (segment < 0)
        {
            return false;
        }

        Operands.Need(Plan.Tables[target].IndexType, WasmType.I32, WasmType.I32);
        Code.Op(Opcode.TableInit, segment, target);
        return true;
    }
}
