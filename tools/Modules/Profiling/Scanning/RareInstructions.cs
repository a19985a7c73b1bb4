using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;

namespace CompileBench.Modules.Profiling.Scanning;

/// <summary>
/// Follows instructions whose immediates are left to the exact reader: tail calls and calls of references, exceptions, branches on references,
/// instructions of garbage collection that pop as many values as their type says, and stack switching.
/// </summary>
internal sealed unsafe class RareInstructions(TypeTable types, BodyBytes body, BlockStack blocks, OperandDepth operands)
{
    /// <summary>Reads an instruction's immediates and does what it means.</summary>
    /// <param name="start">The address of its opcode.</param>
    /// <param name="tableDepth">The depth of the operand stack behind it, as far as the table of instructions gives it.</param>
    /// <param name="time">The time of the next touch.</param>
    /// <param name="isCall">Whether it calls.</param>
    /// <returns>The address behind it; null where it may not stand here.</returns>
    /// <exception cref="WasmDecodeException">Its immediates are malformed.</exception>
    public byte* Follow(byte* start, int tableDepth, int time, out bool isCall)
    {
        var opcode = ScanTable.ReadIndex(start, out var p);
        var info = InstructionTable.Find((Opcode)opcode)!;
        var reader = body.CreateExactReader(p);
        var immediates = Immediates.Read(info.Immediates, ref reader, body.HasDataCount);
        isCall = info.Class is InstructionClass.DirectCall or InstructionClass.IndirectCall or InstructionClass.ReferenceCall;
        switch (info.Class)
        {
            case InstructionClass.ReferenceCall or InstructionClass.Reference when (Opcode)opcode is >= Opcode.ContNew and <= Opcode.Switch:
                BranchToHandlers(info, immediates);
                operands.Offset += GetStackSwitchEffect((Opcode)opcode, immediates.First, immediates.Second);
                break;
            case InstructionClass.DirectCall or InstructionClass.IndirectCall or InstructionClass.ReferenceCall:
                // A tail call returns as well.
                blocks.IsReachable = !info.Name.StartsWith("return_", StringComparison.Ordinal);
                operands.Offset += blocks.IsReachable ? GetCallEffect(info.Class, immediates.First) : 0;
                break;
            case InstructionClass.ReferenceBranch:
                blocks.BranchTo((uint)(info.Immediates == ImmediateKind.CastBranch ? immediates.Second : immediates.First));
                blocks.BasicBlocks++;
                break;
            case InstructionClass.Throw:
                blocks.IsReachable = false;
                break;
            case InstructionClass.Try:
                EnterTry(info, immediates, operands.Offset + tableDepth, time);
                break;
            case InstructionClass.Handler when !TryHandle(opcode, immediates, tableDepth, time):
                return null;
            case InstructionClass.GcAllocation when (Opcode)opcode == Opcode.StructNew:
                operands.Offset += 1 - types.GetFields(immediates.First);
                break;
            case InstructionClass.GcAllocation when info.Pops == InstructionInfo.Varies:
                operands.Offset += 1 - (int)long.Min(immediates.Second, FormatLimits.BodyBytes);
                break;
        }

        operands.Raise(operands.Offset + tableDepth);
        return body.Base + reader.Position;
    }

    private int GetCallEffect(InstructionClass @class, long index)
    {
        var (parameters, results) = @class == InstructionClass.DirectCall ? types.GetFunctionSignature(index) : types.GetSignature(index);
        // One operand more: the index in the table, or the reference.
        return results - parameters - (@class == InstructionClass.DirectCall ? 0 : 1);
    }

    private void BranchToHandlers(InstructionInfo info, scoped in Immediates immediates)
    {
        if (info.Immediates is not (ImmediateKind.TypeAndHandlers or ImmediateKind.TypeTagAndHandlers))
        {
            return;
        }

        var handlers = new ByteReader(immediates.Bytes, 0, SectionId.Code);
        while (!handlers.AtEnd)
        {
            if (handlers.ReadResumeHandler().Label is { } label)
            {
                blocks.BranchTo(label);
            }
        }
    }

    // Each pops the continuation as well, but for suspend, which has none.
    private int GetStackSwitchEffect(Opcode opcode, long first, long second)
    {
        if (opcode == Opcode.Suspend)
        {
            var (sent, received) = types.GetTagSignature(first);
            return received - sent;
        }

        var (parameters, results) = types.GetContinuationSignature(first);
        return opcode switch
        {
            Opcode.ContBind => types.GetContinuationSignature(second).Parameters - parameters,
            Opcode.Resume => results - parameters - 1,
            Opcode.ResumeThrow => results - types.GetTagValues(second) - 1,
            Opcode.ResumeThrowRef => results - 2,
            // The last parameter is made from the continuation that switches away.
            _ => types.GetSwitchResults(first) - parameters,
        };
    }

    private void EnterTry(InstructionInfo info, scoped in Immediates immediates, int depth, int time)
    {
        var kind = FrameKind.Try;
        if (info.Immediates == ImmediateKind.BlockTypeAndCatches)
        {
            kind = FrameKind.Block;
            // The clauses stand outside the block: their labels are counted from the block around it.
            var clauses = new ByteReader(immediates.Bytes, 0, SectionId.Code);
            while (!clauses.AtEnd)
            {
                blocks.BranchTo(clauses.ReadCatchClause().Label);
            }
        }

        var (parameters, results) = types.GetBlockSignature(immediates.First);
        blocks.Open(kind, depth, parameters, results, time);
    }

    /// <summary>A handler begins, or <c>delegate</c> ends its <c>try</c>.</summary>
    /// <returns>Whether it may stand here.</returns>
    private bool TryHandle(int opcode, scoped in Immediates immediates, int tableDepth, int time)
    {
        if ((Opcode)opcode == Opcode.Delegate)
        {
            if (blocks.Top->Kind != FrameKind.Try)
            {
                return false;
            }

            operands.Offset = blocks.Top->Height + blocks.Top->Results - tableDepth;
            blocks.Close(time);
            return true;
        }

        if (blocks.Top->Kind is not (FrameKind.Try or FrameKind.Catch))
        {
            return false;
        }

        operands.Offset = blocks.BeginPart((Opcode)opcode == Opcode.Catch ? FrameKind.Catch : FrameKind.CatchAll) - tableDepth;
        operands.Offset += (Opcode)opcode == Opcode.Catch ? types.GetTagValues(immediates.First) : 0;
        return true;
    }
}
