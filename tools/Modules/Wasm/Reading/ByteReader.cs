using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text.Unicode;
using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Reading;

/// <summary>
/// The lowest layer of the decoder: reads bytes, LEB128 integers and names from a region of a module. Positions are offsets from the start of
/// the module, so that the offset of an error can be looked up in the file.
/// </summary>
public ref struct ByteReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private int _position;

    /// <param name="module">The module from its first byte to the end of the region to read.</param>
    /// <param name="position">The offset of the first byte to read, from 0 to the length of <paramref name="module"/>.</param>
    /// <param name="section">The section that errors name.</param>
    public ByteReader(ReadOnlySpan<byte> module, int position, SectionId section)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)position, (uint)module.Length, nameof(position));
        _bytes = module;
        _position = position;
        Section = section;
    }

    /// <summary>The section that errors name.</summary>
    public SectionId Section { get; }

    /// <summary>The offset of the next byte from the start of the module.</summary>
    public readonly int Position => _position;

    /// <summary>The offset after the region's last byte.</summary>
    public readonly int End => _bytes.Length;

    /// <summary>Whether all bytes of the region are read.</summary>
    public readonly bool AtEnd => _position == _bytes.Length;

    /// <summary>The number of bytes that are left in the region.</summary>
    public readonly int Remaining => _bytes.Length - _position;

    /// <summary>Reads one byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte ReadByte()
    {
        var position = _position;
        if ((uint)position >= (uint)_bytes.Length)
        {
            Throw(WasmDecodeReason.UnexpectedEnd);
        }

        _position = position + 1;
        return _bytes[position];
    }

    /// <summary>Returns the next byte and does not move the reader.</summary>
    public readonly byte PeekByte()
    {
        if (AtEnd)
        {
            Throw(WasmDecodeReason.UnexpectedEnd);
        }

        return _bytes[_position];
    }

    /// <summary>Whether these bytes come next; they are left unread.</summary>
    public readonly bool StartsWith(ReadOnlySpan<byte> bytes) => _bytes[_position..].StartsWith(bytes);

    /// <summary>Reads <paramref name="count"/> bytes.</summary>
    public ReadOnlySpan<byte> ReadBytes(uint count)
    {
        if (count > (uint)Remaining)
        {
            Throw(WasmDecodeReason.UnexpectedEnd);
        }

        var bytes = _bytes.Slice(_position, (int)count);
        _position += (int)count;
        return bytes;
    }

    /// <summary>Reads an unsigned LEB128 integer of 32 bits, which has 1 to 5 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint ReadU32()
    {
        var position = _position;
        if ((uint)position < (uint)_bytes.Length && _bytes[position] < 0x80)
        {
            _position = position + 1;
            return _bytes[position];
        }

        return (uint)ReadUnsigned(32);
    }

    /// <summary>Reads an unsigned LEB128 integer of 64 bits, which has 1 to 10 bytes.</summary>
    public ulong ReadU64() => ReadUnsigned(64);

    /// <summary>Reads a signed LEB128 integer of 32 bits.</summary>
    public int ReadS32() => (int)ReadSigned(32);

    /// <summary>Reads a signed LEB128 integer of 33 bits: the encoding of a type index in places that also allow an abstract type.</summary>
    public long ReadS33() => ReadSigned(33);

    /// <summary>Reads a signed LEB128 integer of 64 bits.</summary>
    public long ReadS64() => ReadSigned(64);

    /// <summary>Reads four bytes in little-endian order.</summary>
    public uint ReadFixed32() => BinaryPrimitives.ReadUInt32LittleEndian(ReadBytes(4));

    /// <summary>Reads eight bytes in little-endian order.</summary>
    public ulong ReadFixed64() => BinaryPrimitives.ReadUInt64LittleEndian(ReadBytes(8));

    /// <summary>Reads a count and throws where it exceeds its limit. The module may hold fewer items: do not allocate memory by the count.</summary>
    public int ReadCount(int limit, string what)
    {
        var start = _position;
        var count = ReadU32();
        if (count > (uint)limit)
        {
            WasmDecodeException.Throw(WasmDecodeReason.LimitExceeded, Section, start, $"{count} {what}, at most {limit}");
        }

        return (int)count;
    }

    /// <summary>Reads a name: a length and that many bytes of UTF-8.</summary>
    public ReadOnlySpan<byte> ReadName()
    {
        var length = ReadCount(FormatLimits.NameBytes, "bytes in a name");
        var start = _position;
        var name = ReadBytes((uint)length);
        if (!Utf8.IsValid(name))
        {
            WasmDecodeException.Throw(WasmDecodeReason.MalformedUtf8, Section, start);
        }

        return name;
    }

    /// <summary>Returns a reader of the next <paramref name="size"/> bytes and moves this reader past them.</summary>
    public ByteReader ReadRegion(uint size, SectionId section)
    {
        var start = _position;
        _ = ReadBytes(size);
        return new ByteReader(_bytes[.._position], start, section);
    }

    /// <summary>Skips <c>i32.const N end</c> where N has at most four bytes. Nearly all segments begin with it, and a module may have 100,000 segments.</summary>
    internal bool TryPassSmallConstant()
    {
        const int Longest = 6;
        if (Remaining < Longest || _bytes[_position] != (byte)Opcode.I32Const)
        {
            return false;
        }

        var rest = _bytes.Slice(_position + 1, Longest - 1);
        for (var length = 0; length < 4; length++)
        {
            if (rest[length] < 0x80)
            {
                _position += rest[length + 1] == (byte)Opcode.End ? length + 3 : 0;
                return rest[length + 1] == (byte)Opcode.End;
            }
        }

        return false;
    }

    /// <summary>Throws an error at the next byte.</summary>
    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    public readonly void Throw(WasmDecodeReason reason) => WasmDecodeException.Throw(reason, Section, _position);

    /// <summary>Throws an error at an earlier byte.</summary>
    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    public readonly void ThrowAt(int offset, WasmDecodeReason reason, string? detail = null) => WasmDecodeException.Throw(reason, Section, offset, detail);

    private ulong ReadUnsigned(int bits)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var at = _position;
            var b = ReadByte();
            var left = bits - shift;
            if (left < 7)
            {
                ThrowIfTooLong(b, at, fits: (b & 0x7F) >> left == 0);
            }

            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                return value;
            }
        }
    }

    private long ReadSigned(int bits)
    {
        long value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var at = _position;
            var b = ReadByte();
            var left = bits - shift;
            if (left < 7)
            {
                // The bits above the type's own must repeat its sign bit.
                var extension = (sbyte)(b << 1) >> left;
                ThrowIfTooLong(b, at, fits: extension is 0 or -1);
            }

            value |= (long)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                var unused = 64 - shift - 7;
                return unused > 0 ? value << unused >> unused : value;
            }
        }
    }

    private readonly void ThrowIfTooLong(byte last, int at, bool fits)
    {
        if (last >= 0x80)
        {
            ThrowAt(at, WasmDecodeReason.IntegerTooLong);
        }

        if (!fits)
        {
            ThrowAt(at, WasmDecodeReason.IntegerTooLarge);
        }
    }
}
