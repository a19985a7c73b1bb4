using System.Numerics;
using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;

namespace CompileBench.Modules.Profiling.Scanning;

/// <summary>
/// Passes over code that nothing reaches, from an unconditional branch up to the next part or the end of its block, and counts its instructions.
/// They cost a compiler nothing, so they count for no feature that predicts.
/// </summary>
internal sealed unsafe class UnreachableCode(BodyBytes body, BlockStack blocks)
{
    private readonly long[] _counts = new long[ClassCounts.Bank];

    /// <summary>Whether the function has such code.</summary>
    public bool HasAny { get; private set; }

    /// <summary>The most blocks open at once in it, those around it included.</summary>
    public int DeepestNesting { get; private set; }

    /// <summary>The labels of <c>br_table</c> in it.</summary>
    public long BranchTableLabels { get; private set; }

    /// <summary>The offset where code that something reaches goes on.</summary>
    public int End { get; private set; }

    public void BeginFunction()
    {
        DeepestNesting = 0;
        BranchTableLabels = 0;
        End = 0;
        if (HasAny)
        {
            _counts.AsSpan().Clear();
            HasAny = false;
        }
    }

    /// <summary>Passes over the code from an address on.</summary>
    /// <exception cref="WasmDecodeException">It is malformed.</exception>
    public void Pass(byte* p)
    {
        if (p < body.Base + body.End && EndsPart(*p))
        {
            End = (int)(p - body.Base);
            return;
        }

        var reader = body.CreateExactReader(p);
        using var open = new ControlStack();
        while (open.Depth > 0 || !EndsPart(reader.AtEnd ? (byte)Opcode.End : reader.PeekByte()))
        {
            var start = reader.Position;
            var info = InstructionReader.ReadOpcode(ref reader);
            var immediates = Immediates.Read(info.Immediates, ref reader, body.HasDataCount);
            if (!open.TryFollow(info))
            {
                reader.ThrowAt(start, WasmDecodeReason.MisplacedOpcode);
            }

            HasAny = true;
            _counts[(int)info.Class]++;
            BranchTableLabels += info.Immediates == ImmediateKind.Labels ? immediates.First + 1 : 0;
            DeepestNesting = int.Max(DeepestNesting, blocks.Depth + open.Depth);
        }

        End = reader.Position;
    }

    /// <summary>Subtracts the unreachable instructions from counts by class, of which there are <see cref="ClassCounts.Bank"/>.</summary>
    /// <returns>The number of unreachable instructions.</returns>
    public long SubtractFrom(long* counts)
    {
        if (!HasAny)
        {
            return 0;
        }

        var all = Vector<long>.Zero;
        for (var at = 0; at < ClassCounts.Classes; at += Vector<long>.Count)
        {
            var unreachable = Vector.Create<long>(_counts.AsSpan(at));
            (Vector.Load(counts + at) - unreachable).Store(counts + at);
            all += unreachable;
        }

        return Vector.Sum(all);
    }

    private static bool EndsPart(byte code) =>
        (Opcode)code is Opcode.End or Opcode.Else or Opcode.Catch or Opcode.CatchAll or Opcode.Delegate;
}
