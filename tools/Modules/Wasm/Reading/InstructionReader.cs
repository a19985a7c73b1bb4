using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Reading;

/// <summary>
/// Reads the instructions of one expression up to the <c>end</c> that closes it. Nothing is allocated per instruction.
/// It is exact and general; where only counts are wanted, profiles have a faster reader that must agree with this one.
/// </summary>
public ref struct InstructionReader
{
    private readonly bool _hasDataCount;
    private ByteReader _reader;
    private ControlStack _open;
    private bool _closed;
    private InstructionInfo? _info;
    private int _offset;
    private Immediates _immediates;

    /// <param name="reader">Stands on the first instruction; only this copy is moved.</param>
    /// <param name="hasDataCount">Whether a data count section was seen: without one, no instruction may name a data segment.</param>
    public InstructionReader(ByteReader reader, bool hasDataCount)
    {
        _reader = reader;
        _hasDataCount = hasDataCount;
    }

    /// <summary>Where reading has come to.</summary>
    public readonly int Position => _reader.Position;

    /// <summary>Blocks open behind the current instruction, the expression itself not counted.</summary>
    public readonly int Depth => _open.Depth;

    /// <summary>The instruction last read.</summary>
    public readonly Instruction Current =>
        new(_info!, _offset, _immediates.First, _immediates.Second, _immediates.Third, _immediates.Bytes);

    public readonly InstructionReader GetEnumerator() => this;

    /// <summary>Reads one instruction; false behind the expression's own <c>end</c>.</summary>
    /// <exception cref="WasmDecodeException">What follows is no instruction, or the bytes end before the expression does.</exception>
    public bool MoveNext()
    {
        if (_closed)
        {
            return false;
        }

        if (_reader.AtEnd)
        {
            _reader.Throw(WasmDecodeReason.EndExpected);
        }

        _offset = _reader.Position;
        _info = ReadOpcode(ref _reader);
        _immediates = Immediates.Read(_info.Immediates, ref _reader, _hasDataCount);
        if (_info.Class == InstructionClass.End && _open.Depth == 0)
        {
            _closed = true;
        }
        else if (!_open.TryFollow(_info))
        {
            _reader.ThrowAt(_offset, WasmDecodeReason.MisplacedOpcode);
        }

        return true;
    }

    /// <summary>Gives back what nesting took; <c>foreach</c> calls it.</summary>
    public void Dispose() => _open.Dispose();

    /// <summary>Reads an opcode and looks it up.</summary>
    internal static InstructionInfo ReadOpcode(ref ByteReader reader)
    {
        var start = reader.Position;
        var code = reader.ReadByte();
        var opcode = (Opcode)code;
        var number = 0u;
        if ((!OpcodeSpaces.IsPrefix(code) || OpcodeSpaces.TryCombine(code, number = reader.ReadU32(), out opcode)) && InstructionTable.Find(opcode) is { } info)
        {
            return info;
        }

        reader.ThrowAt(start, WasmDecodeReason.IllegalOpcode, UnsupportedProposal.FromOpcode(code, number));
        return null;
    }
}
