using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;
using CompileBench.Modules.Wasm.Reading.Sections;

namespace CompileBench.Modules.Profiling.Reference;

/// <summary>
/// Walks over the instructions of one function and counts its metrics. It leaves out what nothing can reach, and reports to the features what
/// happens to locals; <see cref="ReferenceBlocks"/> reports what happens to blocks.
/// </summary>
internal sealed class ReferenceFunction(ReferenceTypes types, (int Parameters, int Results) signature, bool hasMemory64)
{
    private readonly InstructionCounts _counts = new();
    private readonly Dictionary<string, FeatureRule> _features = [];
    private ReferenceBlocks _blocks = null!;
    private long _locals;
    private int _branchTableLabels;

    /// <summary>Counts the function.</summary>
    /// <returns>Every metric that functions have, under its name.</returns>
    public Dictionary<string, double> Count(in FunctionBody body)
    {
        var declared = body.ReadLocals(out var reader);
        _locals = signature.Parameters + declared;
        AddFeatures((int)_locals);
        _blocks = new ReferenceBlocks(types, signature, _features.Values);
        foreach (var instruction in new InstructionReader(reader, body.HasDataCount))
        {
            _counts.Add(instruction.Info.Class);
            _branchTableLabels += instruction.Info.Immediates == ImmediateKind.Labels ? (int)instruction.First + 1 : 0;
            if (!_blocks.PassUnreachable(instruction.Info))
            {
                _counts.AddReachable(instruction.Info.Class);
                Follow(instruction);
            }
        }

        foreach (var feature in _features.Values)
        {
            feature.EndFunction();
        }

        return Metrics(body.Size, declared);
    }

    private void AddFeatures(int locals)
    {
        var blocks = new BasicBlocks();
        _features["joinArguments"] = new JoinArguments(locals);
        _features["valuesLiveAcrossBlocks"] = new ValuesLiveAcrossBlocks(blocks, locals);
        _features["valuesLiveAcrossCalls"] = new ValuesLiveAcrossCalls(locals);
        _features["resultCarryingBlocks"] = new ResultCarryingBlocks(blocks);
        _features["farUses"] = new FarUses();
        // The last, so that the others see the basic blocks before the instruction.
        _features["basicBlocks"] = blocks;
    }

    private void Follow(in Instruction instruction)
    {
        switch (instruction.Info.Class)
        {
            case InstructionClass.LocalGet:
                Read(instruction.First);
                break;
            case InstructionClass.LocalSet or InstructionClass.LocalTee:
                Assign(instruction.First);
                break;
            case InstructionClass.DirectCall or InstructionClass.IndirectCall or InstructionClass.ReferenceCall:
                foreach (var feature in _features.Values)
                {
                    feature.Call();
                }

                break;
        }

        _blocks.Follow(instruction);
    }

    private void Read(long local)
    {
        // A module may be well-formed and still name a local that does not exist.
        if (local >= _locals)
        {
            return;
        }

        foreach (var feature in _features.Values)
        {
            feature.Read(local);
        }

        _blocks.NoteRead(local);
    }

    private void Assign(long local)
    {
        if (local >= _locals)
        {
            return;
        }

        var carriers = _blocks.NoteAssignment(local);
        foreach (var feature in _features.Values)
        {
            feature.Assign(local, carriers);
        }
    }

    private Dictionary<string, double> Metrics(int bytes, int declared)
    {
        var metrics = new Dictionary<string, double>
        {
            ["bodyBytes"] = bytes,
            ["parameters"] = signature.Parameters,
            ["results"] = signature.Results,
            ["locals"] = declared,
            ["branchTableLabels"] = _branchTableLabels,
            ["nestingDepth"] = _blocks.Deepest,
            ["operandStackDepth"] = _blocks.Operands.Highest,
        };
        _counts.AddTo(metrics);
        metrics["memory64Accesses"] = hasMemory64 ? metrics["memoryAccesses"] : 0;
        foreach (var (name, feature) in _features)
        {
            metrics[name] = feature.Value;
        }

        return metrics;
    }
}
