using CompileBench.Modules.Profiling;
using CompileBench.Modules.Wasm.Reading;
using CompileBench.Modules.Wasm.Reading.Sections;

namespace CompileBench.Modules.Tests.Profiling;

/// <summary>One function of a <see cref="PlainProfile"/>.</summary>
internal sealed class PlainFunction(PlainProfile module, (int Parameters, int Results) type)
{
    private readonly Dictionary<InstructionClass, int> _classes = [];
    private readonly Dictionary<InstructionClass, int> _reachable = [];
    private readonly List<PlainBlock> _open = [];
    private PlainLocals _locals = null!;
    private int _depth;
    private int _highest;
    private int _deepest;
    private int _labels;
    private int _blocks = 1;
    private double _resultCarrying;
    private bool _live = true;

    // Blocks opened in code that nothing reaches.
    private int _skipped;

    private PlainBlock Top => _open[^1];

    public Dictionary<string, double> Count(in FunctionBody body)
    {
        var declared = body.ReadLocals(out var reader);
        _locals = new PlainLocals(type.Parameters + declared);
        _open.Add(new PlainBlock("function") { Results = type.Results });
        foreach (var instruction in new InstructionReader(reader, body.HasDataCount))
        {
            var @class = instruction.Info.Class;
            _classes[@class] = _classes.GetValueOrDefault(@class) + 1;
            _labels += instruction.Info.Immediates == ImmediateKind.Labels ? (int)instruction.First + 1 : 0;
            if (!_live && Skips(instruction.Info))
            {
                continue;
            }

            _reachable[@class] = _reachable.GetValueOrDefault(@class) + 1;
            Follow(instruction);
            _highest = _live ? Math.Max(_highest, _depth) : _highest;
        }

        _locals.EndFunction();
        return Result(body.Size, declared);
    }

    private bool Skips(InstructionInfo info)
    {
        if (info.Class is InstructionClass.Block or InstructionClass.Loop or InstructionClass.If or InstructionClass.Try)
        {
            _skipped++;
            _deepest = Math.Max(_deepest, _open.Count - 1 + _skipped);
            return true;
        }

        if (_skipped == 0)
        {
            return info.Class is not (InstructionClass.End or InstructionClass.Else or InstructionClass.Handler);
        }

        _skipped -= info.Class == InstructionClass.End || info.Name == "delegate" ? 1 : 0;
        return true;
    }

    private void Follow(in Instruction instruction)
    {
        var info = instruction.Info;
        switch (info.Class)
        {
            case InstructionClass.LocalGet:
                _locals.Read(instruction.First, _blocks);
                break;
            case InstructionClass.LocalSet or InstructionClass.LocalTee:
                _locals.Assign(instruction.First, _blocks, _open);
                break;
            case InstructionClass.Block or InstructionClass.Loop or InstructionClass.If or InstructionClass.Try:
                Open(instruction);
                return;
            case InstructionClass.Else:
                Continue("else", Top.Height + Top.Parameters);
                return;
            case InstructionClass.Handler when info.Name != "delegate":
                Continue("catch", Top.Height + (info.Name == "catch" ? module.Tag(instruction.First) : 0));
                return;
            case InstructionClass.End or InstructionClass.Handler:
                Close();
                return;
            default:
                Branch(instruction);
                break;
        }

        _depth += Change(instruction);
    }

    private void Branch(in Instruction instruction)
    {
        switch (instruction.Info.Class)
        {
            case InstructionClass.Branch:
                BranchTo(instruction.First);
                _live = false;
                break;
            case InstructionClass.ConditionalBranch:
                BranchTo(instruction.First);
                _blocks++;
                break;
            case InstructionClass.ReferenceBranch:
                BranchTo(instruction.Info.Immediates == ImmediateKind.CastBranch ? instruction.Second : instruction.First);
                _blocks++;
                break;
            case InstructionClass.BranchTable:
                var labels = new ByteReader(instruction.Bytes, 0, SectionId.Code);
                var distinct = new HashSet<long>();
                while (!labels.AtEnd)
                {
                    distinct.Add(labels.ReadU32());
                }

                foreach (var label in distinct)
                {
                    BranchTo(label);
                }

                _live = false;
                break;
            case InstructionClass.Return or InstructionClass.Unreachable or InstructionClass.Throw:
                _live = false;
                break;
            case InstructionClass.DirectCall or InstructionClass.IndirectCall or InstructionClass.ReferenceCall:
                _locals.Call();
                _live = !instruction.Info.Name.StartsWith("return_", StringComparison.Ordinal);
                break;
        }
    }

    private int Change(in Instruction instruction)
    {
        var info = instruction.Info;
        var (parameters, results) = info.Class == InstructionClass.DirectCall ? module.Function(instruction.First) : module.Type(instruction.First);
        return info.Class switch
        {
            InstructionClass.DirectCall => results - parameters,
            InstructionClass.IndirectCall or InstructionClass.ReferenceCall => results - parameters - 1,
            _ when info.Name == "struct.new" => 1 - module.Fields(instruction.First),
            _ when info.Name == "array.new_fixed" => 1 - (int)Math.Min(instruction.Second, DecodeLimits.BodyBytes),
            _ when info.Pops == InstructionInfo.Varies || info.Pushes == InstructionInfo.Varies => 0,
            _ => info.Pushes - info.Pops,
        };
    }

    private void Open(in Instruction instruction)
    {
        if (instruction.Info.Name == "try_table")
        {
            var clauses = new ByteReader(instruction.Bytes, 0, SectionId.Code);
            while (!clauses.AtEnd)
            {
                BranchTo(CatchClause.Read(ref clauses).Label);
            }
        }

        _depth -= instruction.Info.Class == InstructionClass.If ? 1 : 0;
        var (parameters, results) = instruction.BlockType switch { >= 0 => module.Type(instruction.BlockType), -64 => (0, 0), _ => (0, 1) };
        var isLoop = instruction.Info.Class == InstructionClass.Loop;
        _resultCarrying += (double)(isLoop ? parameters : results) * _blocks;
        var parentLoop = _open.LastOrDefault(block => block.IsLoop);
        _open.Add(new PlainBlock(instruction.Info.Name) { Parameters = parameters, Results = results, Height = _depth - parameters, ParentLoop = parentLoop });
        _blocks += isLoop ? 1 : instruction.Info.Class == InstructionClass.If ? 2 : 0;
        _deepest = Math.Max(_deepest, _open.Count - 1);
        if (isLoop)
        {
            _locals.OpenLoops.Add(Top);
        }
    }

    private void Continue(string part, int depth)
    {
        Top.ArmsEnded += _live ? 1 : 0;
        Top.Name = part;
        _live = true;
        _depth = depth;
    }

    private void Close()
    {
        var block = Top;
        _depth = block.Height + block.Results;
        _open.RemoveAt(_open.Count - 1);
        if (block.IsLoop)
        {
            _highest = Math.Max(_highest, _depth);
            _locals.EndLoop(block, _blocks);
        }
        else
        {
            _blocks += block.Branches > 0 ? 1 : 0;
            _highest = Math.Max(_highest, _depth);
            if (_open.Count > 0)
            {
                var predecessors = block.Branches + block.ArmsEnded + (_live ? 1 : 0) + (block.Name == "if" ? 1 : 0);
                _locals.EndBlock(block, predecessors);
                _live = predecessors > 0;
            }
        }

        if (_open.Count > 0)
        {
            Top.Assigned.UnionWith(block.Assigned);
        }
    }

    private void BranchTo(long label)
    {
        if (label < _open.Count)
        {
            _open[^(int)(label + 1)].Branches++;
        }
    }

    private Dictionary<string, double> Result(int bytes, int declared)
    {
        var all = _classes.Values.Sum();
        var result = new Dictionary<string, double>
        {
            ["bodyBytes"] = bytes,
            ["instructions"] = all,
            ["unreachableInstructions"] = all - _reachable.Values.Sum(),
            ["parameters"] = type.Parameters,
            ["results"] = type.Results,
            ["locals"] = declared,
            ["branchTableLabels"] = _labels,
            ["nestingDepth"] = _deepest,
            ["operandStackDepth"] = _highest,
            ["codeOperators"] = _reachable.Where(pair => !IsWithoutCode(pair.Key)).Sum(pair => pair.Value),
            ["memoryAccesses"] = Reachable(InstructionClass.Load, InstructionClass.Store, InstructionClass.SimdMemory, InstructionClass.Atomic),
            ["heavyOperators"] = Reachable(
                InstructionClass.Gc, InstructionClass.Reference, InstructionClass.ReferenceBranch, InstructionClass.Throw, InstructionClass.Try,
                InstructionClass.Handler, InstructionClass.BulkMemory, InstructionClass.Table),
            ["reachableIndirectCalls"] = Reachable(InstructionClass.IndirectCall, InstructionClass.ReferenceCall),
            ["basicBlocks"] = _blocks,
            ["joinArguments"] = _locals.JoinArguments,
            ["valuesLiveAcrossBlocks"] = _locals.AcrossBlocks,
            ["valuesLiveAcrossCalls"] = _locals.AcrossCalls,
            ["resultCarryingBlocks"] = _resultCarrying,
            ["farUses"] = _locals.FarUses,
        };
        foreach (var @class in Enum.GetValues<InstructionClass>())
        {
            result[InstructionMetrics.Of(@class).Name] = _classes.GetValueOrDefault(@class);
        }

        return result;
    }

    private int Reachable(params InstructionClass[] classes) => classes.Sum(@class => _reachable.GetValueOrDefault(@class));

    private static bool IsWithoutCode(InstructionClass @class) => @class is InstructionClass.LocalGet or InstructionClass.LocalSet or InstructionClass.LocalTee
        or InstructionClass.Constant or InstructionClass.SimdConstant or InstructionClass.Block or InstructionClass.Loop;
}
