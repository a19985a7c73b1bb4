namespace CompileBench.Modules.Profiling.Scanning;

/// <summary>
/// The open blocks of a function, whether anything reaches the code at hand, and the counts that follow from blocks: basic blocks,
/// result-carrying blocks and the nesting depth.
/// </summary>
/// <remarks>Its fields are open to <see cref="ControlFlow"/>, whose inner loop holds them in registers.</remarks>
internal sealed unsafe class BlockStack(LocalTouches locals)
{
    private readonly PinnedBuffer<Frame> _frames = new(256, isZeroed: false);

    // The tables of branches so far: the number of the latest one.
    private int _tables;

    /// <summary>The innermost open block.</summary>
    public Frame* Top;

    /// <summary>The place of the deepest block so far.</summary>
    public Frame* Deepest;

    /// <summary>Whether anything reaches the code at hand.</summary>
    public bool IsReachable;

    /// <summary>Basic blocks so far.</summary>
    public int BasicBlocks;

    /// <summary>For each block with results: their number times the basic blocks before it.</summary>
    public long ResultCarryingBlocks;

    /// <summary>The offset behind the function's own end; negative until it is met.</summary>
    public int FunctionEnd;

    /// <summary>The function's body, the first of the open blocks.</summary>
    public Frame* First => _frames.Address;

    /// <summary>The blocks open within the function's body.</summary>
    public int Depth => (int)(Top - First);

    /// <summary>The most blocks open at once in reachable code.</summary>
    public int DeepestNesting => (int)(Deepest - First);

    public void BeginFunction(int results)
    {
        Top = First;
        *Top = new Frame { Kind = FrameKind.Function, Results = results };
        Deepest = Top;
        IsReachable = true;
        BasicBlocks = 1;
        ResultCarryingBlocks = 0;
        FunctionEnd = -1;
        _tables = 0;
    }

    /// <summary>Makes room for so many more blocks, so that nothing need test for it when one opens.</summary>
    public void Reserve(int blocks)
    {
        if (Depth + 1 + blocks > _frames.Capacity)
        {
            var (top, deepest) = (Depth, DeepestNesting);
            _frames.Grow(top + 1 + blocks);
            Top = First + top;
            Deepest = First + deepest;
        }

        locals.Joins.Reserve(blocks);
    }

    /// <summary>Opens a block. There is room for it.</summary>
    /// <param name="kind">What opens it.</param>
    /// <param name="depth">The depth of the operand stack, parameters included.</param>
    /// <param name="parameters">The number of its parameters.</param>
    /// <param name="results">The number of its results.</param>
    /// <param name="time">The time of the next touch.</param>
    public void Open(FrameKind kind, int depth, int parameters, int results, int time)
    {
        *++Top = new Frame { Kind = kind, Height = depth - parameters, Parameters = parameters, Results = results };
        Deepest = Top > Deepest ? Top : Deepest;
        ResultCarryingBlocks += (long)(kind == FrameKind.Loop ? parameters : results) * BasicBlocks;
        locals.Joins.Enter();
        if (kind == FrameKind.Loop)
        {
            locals.EnterLoop(time);
        }

        BasicBlocks += kind == FrameKind.Loop ? 1 : kind == FrameKind.If ? 2 : 0;
    }

    /// <summary>The first arm, the body of a <c>try</c> or a handler ends, and the block's next part begins.</summary>
    /// <returns>The depth of the operand stack there, without what an exception brings.</returns>
    public int BeginPart(FrameKind next)
    {
        Top->ArmsEnded += IsReachable ? 1 : 0;
        Top->Kind = next;
        IsReachable = true;
        return next == FrameKind.Else ? Top->Height + Top->Parameters : Top->Height;
    }

    /// <summary>The innermost block ends, which is not the function's body.</summary>
    /// <param name="time">The time of the next touch.</param>
    public void Close(int time)
    {
        var frame = Top--;
        if (frame->Kind == FrameKind.Loop)
        {
            locals.LeaveLoop(frame->Branches, BasicBlocks, time);
            return;
        }

        var predecessors = frame->CountPredecessors(IsReachable ? 1 : 0);
        BasicBlocks += frame->Branches > 0 ? 1 : 0;
        locals.Joins.Leave(predecessors, time);
        IsReachable = predecessors > 0;
    }

    /// <summary>The function's body ends.</summary>
    /// <param name="offset">The offset behind its end.</param>
    public void CloseFunction(int offset)
    {
        BasicBlocks += Top->Branches > 0 ? 1 : 0;
        FunctionEnd = offset;
    }

    /// <summary>Counts a branch to a label. Labels of blocks that do not exist are left out.</summary>
    public void BranchTo(uint label)
    {
        if (label <= (uint)Depth)
        {
            (Top - label)->Branches++;
        }
    }

    /// <summary>Counts a <c>br_table</c>: every block it names has one more predecessor, however many labels name it.</summary>
    /// <param name="labels">The labels. They are well-formed.</param>
    /// <param name="count">Their number, without the default.</param>
    /// <returns>The address behind them.</returns>
    public byte* BranchToAll(byte* labels, uint count)
    {
        var p = labels;
        _tables++;
        for (var left = (long)count; left >= 0; left--)
        {
            var label = *p < 0x80 ? *p | (1UL << 32) : UncheckedLeb.ReadU32(p);
            p += label >> 32;
            if ((uint)label > (uint)Depth)
            {
                continue;
            }

            var frame = Top - (uint)label;
            if (frame->LastTable != _tables)
            {
                frame->LastTable = _tables;
                frame->Branches++;
            }
        }

        return p;
    }
}
