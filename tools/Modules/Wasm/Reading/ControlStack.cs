using System.Buffers;
using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Reading;

/// <summary>
/// Which blocks are open at a point of an expression, one byte a block. It exists because the grammar, not validation, says that <c>else</c>
/// stands in an <c>if</c> and <c>catch</c> in a <c>try</c>.
/// </summary>
internal ref struct ControlStack
{
    private byte[]? _rented;
    private int _depth;

    private enum Construct : byte
    {
        Plain,
        If,
        Else,
        Try,
        Catch,
        CatchAll,
    }

    /// <summary>Blocks open, the expression itself not counted.</summary>
    public readonly int Depth => _depth;

    private void Push(Construct construct)
    {
        if (_rented is null)
        {
            _rented = ArrayPool<byte>.Shared.Rent(64);
        }
        else if (_depth == _rented.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_depth * 2);
            _rented.CopyTo(larger, 0);
            ArrayPool<byte>.Shared.Return(_rented);
            _rented = larger;
        }

        _rented[_depth++] = (byte)construct;
    }

    /// <summary>Opens, continues or closes a block as the instruction does; false where the grammar does not have it here.</summary>
    /// <remarks>The <c>end</c> of the expression itself is not for this stack: ask <see cref="Depth"/> first.</remarks>
    public bool TryFollow(InstructionInfo info)
    {
        switch (info.Class)
        {
            case InstructionClass.Block or InstructionClass.Loop:
                Push(Construct.Plain);
                return true;
            case InstructionClass.If:
                Push(Construct.If);
                return true;
            case InstructionClass.Try:
                Push(info.Immediates == ImmediateKind.BlockType ? Construct.Try : Construct.Plain);
                return true;
            case InstructionClass.End:
                _depth--;
                return true;
            case InstructionClass.Else or InstructionClass.Handler:
                return info.Opcode switch
                {
                    Opcode.Else => TryContinue(Construct.Else),
                    Opcode.Catch => TryContinue(Construct.Catch),
                    Opcode.CatchAll => TryContinue(Construct.CatchAll),
                    _ => TryDelegate(),
                };
            default:
                return true;
        }
    }

    /// <summary>Goes on to the block's next part where the grammar has it there.</summary>
    private readonly bool TryContinue(Construct part)
    {
        if (_depth == 0 || !Follows(part, (Construct)_rented![_depth - 1]))
        {
            return false;
        }

        _rented[_depth - 1] = (byte)part;
        return true;
    }

    /// <summary>Closes a <c>try</c> that has no handlers by <c>delegate</c>.</summary>
    private bool TryDelegate()
    {
        if (_depth == 0 || (Construct)_rented![_depth - 1] != Construct.Try)
        {
            return false;
        }

        _depth--;
        return true;
    }

    public void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
            _rented = null;
        }
    }

    private static bool Follows(Construct part, Construct before) => part switch
    {
        Construct.Else => before == Construct.If,
        Construct.Catch or Construct.CatchAll => before is Construct.Try or Construct.Catch,
        _ => false,
    };
}
