using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;

namespace CompileBench.Modules.Profiling.Reference;

/// <summary>
/// The open blocks of a function, the depth of its operand stack along them, and whether anything reaches the instruction at hand. It reports
/// the beginnings and ends of blocks, and conditional branches, to the features.
/// </summary>
internal sealed class ReferenceBlocks
{
    private readonly ReferenceTypes _types;
    private readonly IReadOnlyCollection<FeatureRule> _features;

    // The function's body is the first.
    private readonly List<ReferenceBlock> _open = [];
    private bool _isReachable = true;

    // Blocks opened within code that nothing reaches.
    private int _unreachableBlocks;

    public ReferenceBlocks(ReferenceTypes types, (int Parameters, int Results) signature, IReadOnlyCollection<FeatureRule> features)
    {
        _types = types;
        _features = features;
        Operands = new ReferenceOperands(types);
        _open.Add(new ReferenceBlock { Opener = null, Parameters = 0, Results = signature.Results, Height = 0, EnclosingLoop = null });
    }

    /// <summary>The operand stack.</summary>
    public ReferenceOperands Operands { get; }

    /// <summary>The most blocks open at once, those in unreachable code included and the function's body not.</summary>
    public int Deepest { get; private set; }

    private ReferenceBlock Innermost => _open[^1];

    /// <summary>Tells whether nothing reaches an instruction. Behind an unconditional branch that is so up to the next part or the end of its block.</summary>
    public bool PassUnreachable(InstructionInfo info)
    {
        if (_isReachable)
        {
            return false;
        }

        if (info.Class is InstructionClass.Block or InstructionClass.Loop or InstructionClass.If or InstructionClass.Try)
        {
            _unreachableBlocks++;
            Deepest = Math.Max(Deepest, _open.Count - 1 + _unreachableBlocks);
            return true;
        }

        if (_unreachableBlocks == 0)
        {
            return info.Class is not (InstructionClass.End or InstructionClass.Else or InstructionClass.Handler);
        }

        _unreachableBlocks -= info.Class == InstructionClass.End || info.Name == "delegate" ? 1 : 0;
        return true;
    }

    /// <summary>Notes that a local is read, in every open loop that has not assigned it.</summary>
    public void NoteRead(long local)
    {
        foreach (var loop in _open.Where(block => block.IsLoop && !block.Assigned.Contains(local)))
        {
            loop.ReadBeforeAssigned.Add(local);
        }
    }

    /// <summary>Notes that a local is assigned, in every open block.</summary>
    /// <returns>The loops, outermost first, that carry the local because of this assignment.</returns>
    public List<ReferenceBlock> NoteAssignment(long local)
    {
        var carriers = _open.Where(block => block.IsLoop && block.ReadBeforeAssigned.Contains(local) && !block.Assigned.Contains(local)).ToList();
        foreach (var loop in carriers)
        {
            loop.Carried.Add(local);
        }

        foreach (var block in _open)
        {
            block.Assigned.Add(local);
        }

        return carriers;
    }

    /// <summary>Follows a reachable instruction.</summary>
    public void Follow(in Instruction instruction)
    {
        switch (instruction.Info.Class)
        {
            case InstructionClass.Block or InstructionClass.Loop or InstructionClass.If or InstructionClass.Try:
                Open(instruction);
                break;
            case InstructionClass.Else:
                Innermost.HasElse = true;
                BeginPart(Innermost.Height + Innermost.Parameters);
                break;
            case InstructionClass.Handler when instruction.Info.Name != "delegate":
                BeginPart(Innermost.Height + (instruction.Info.Name == "catch" ? _types.TagValues(instruction.First) : 0));
                break;
            case InstructionClass.End or InstructionClass.Handler:
                Close();
                break;
            default:
                Branch(instruction);
                Operands.Apply(instruction, _isReachable);
                break;
        }
    }

    private void Branch(in Instruction instruction)
    {
        var info = instruction.Info;
        switch (info.Class)
        {
            case InstructionClass.Branch:
                BranchTo(instruction.First);
                _isReachable = false;
                break;
            case InstructionClass.ConditionalBranch or InstructionClass.ReferenceBranch:
                BranchTo(info.Immediates == ImmediateKind.CastBranch ? instruction.Second : instruction.First);
                Report(feature => feature.BranchConditionally());
                break;
            case InstructionClass.BranchTable:
                foreach (var label in DistinctLabels(instruction))
                {
                    BranchTo(label);
                }

                _isReachable = false;
                break;
            case InstructionClass.Return or InstructionClass.Unreachable or InstructionClass.Throw:
                _isReachable = false;
                break;
            case InstructionClass.DirectCall or InstructionClass.IndirectCall or InstructionClass.ReferenceCall:
                foreach (var label in HandlerLabels(instruction))
                {
                    BranchTo(label);
                }

                // A tail call returns as well.
                _isReachable = !info.Name.StartsWith("return_", StringComparison.Ordinal);
                break;
        }
    }

    private void BranchTo(long label)
    {
        if (label < _open.Count)
        {
            _open[^(int)(label + 1)].Branches++;
        }
    }

    private static List<long> HandlerLabels(in Instruction instruction)
    {
        var labels = new List<long>();
        if (instruction.Info.Immediates is ImmediateKind.TypeAndHandlers or ImmediateKind.TypeTagAndHandlers)
        {
            var reader = new ByteReader(instruction.Bytes, 0, SectionId.Code);
            while (!reader.AtEnd)
            {
                if (reader.ReadResumeHandler().Label is { } label)
                {
                    labels.Add(label);
                }
            }
        }

        return labels;
    }

    private static HashSet<long> DistinctLabels(in Instruction instruction)
    {
        var reader = new ByteReader(instruction.Bytes, 0, SectionId.Code);
        var labels = new HashSet<long>();
        while (!reader.AtEnd)
        {
            labels.Add(reader.ReadU32());
        }

        return labels;
    }

    private void Open(in Instruction instruction)
    {
        if (instruction.Info.Name == "try_table")
        {
            // The clauses stand outside the block: their labels are counted from the block around it.
            var clauses = new ByteReader(instruction.Bytes, 0, SectionId.Code);
            while (!clauses.AtEnd)
            {
                BranchTo(clauses.ReadCatchClause().Label);
            }
        }

        if (instruction.Info.Class == InstructionClass.If)
        {
            Operands.PopCondition();
        }

        var (parameters, results) = instruction.BlockType switch
        {
            >= 0 => _types.Signature(instruction.BlockType),
            BlockType.EmptyCode => (0, 0),
            _ => (0, 1),
        };
        var block = new ReferenceBlock
        {
            Opener = instruction.Info,
            Parameters = parameters,
            Results = results,
            Height = Operands.Depth - parameters,
            EnclosingLoop = _open.LastOrDefault(outer => outer.IsLoop),
        };
        Report(feature => feature.BeginBlock(block));
        _open.Add(block);
        Deepest = Math.Max(Deepest, _open.Count - 1);
    }

    /// <summary>The part of the innermost block before an <c>else</c> or a handler ends, and the next part begins.</summary>
    private void BeginPart(int depth)
    {
        Innermost.ArmsThatFallThrough += _isReachable ? 1 : 0;
        _isReachable = true;
        Operands.Set(depth);
    }

    private void Close()
    {
        var block = Innermost;
        _open.RemoveAt(_open.Count - 1);
        Operands.Set(block.Height + block.Results);
        block.Predecessors = block.Branches + block.ArmsThatFallThrough + (_isReachable ? 1 : 0) + (block.IsIf && !block.HasElse ? 1 : 0);
        block.HasEnded = true;
        Report(feature => feature.EndBlock(block));
        // The end of a loop has one predecessor: its last instruction.
        _isReachable = block.IsLoop ? _isReachable : block.Predecessors > 0;
    }

    private void Report(Action<FeatureRule> report)
    {
        foreach (var feature in _features)
        {
            report(feature);
        }
    }
}
