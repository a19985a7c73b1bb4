using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace CompileBench.Modules.Wasm.Writing;

/// <summary>
/// A growing run of bytes with the encodings of the WebAssembly binary format: LEB128 integers in their shortest form, little-endian
/// floats, names, and parts that begin with their own size. The storage is rented, so dispose of it. Not thread-safe.
/// </summary>
public sealed class WasmBuffer : IDisposable
{
    /// <summary>The longest LEB128 form of a 32-bit number; what a sized part sets aside until its size is known.</summary>
    private const int LongestU32 = 5;

    private const int LongestU64 = 10;

    private byte[] _bytes;
    private int _length;

    /// <summary>An empty buffer that holds this many bytes before it first grows.</summary>
    public WasmBuffer(int capacity = 256) => _bytes = ArrayPool<byte>.Shared.Rent(capacity);

    /// <summary>Bytes written so far.</summary>
    public int Length => _length;

    /// <summary>What was written, valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>The same as memory, for destinations that want that.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, _length);

    /// <summary>The bytes that <see cref="WriteUnsigned(uint)"/> uses for this value: 1 to 5.</summary>
    public static int UnsignedLength(uint value) => 1 + ((int)uint.Log2(value | 1) / 7);

    /// <summary>Appends one byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteByte(byte value)
    {
        if (_length == _bytes.Length)
        {
            Grow(1);
        }

        _bytes[_length++] = value;
    }

    /// <summary>Appends bytes as they are.</summary>
    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        _length += bytes.Length;
    }

    /// <summary>Appends the same byte <paramref name="count"/> times.</summary>
    public void WriteRepeated(byte value, int count)
    {
        Reserve(count)[..count].Fill(value);
        _length += count;
    }

    /// <summary>Appends an unsigned LEB128 number of at most 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteUnsigned(uint value)
    {
        if (value < 0x80)
        {
            WriteByte((byte)value);
        }
        else
        {
            WriteUnsigned((ulong)value);
        }
    }

    /// <summary>Appends an unsigned LEB128 number of at most 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void WriteUnsigned(ulong value)
    {
        var target = Reserve(LongestU64);
        var written = 0;
        for (; value >= 0x80; value >>= 7)
        {
            target[written++] = (byte)(value | 0x80);
        }

        target[written++] = (byte)value;
        _length += written;
    }

    /// <summary>Appends a signed LEB128 number of at most 64 bits; narrower ones (s32, s33) have the same form.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void WriteSigned(long value)
    {
        var target = Reserve(LongestU64);
        var written = 0;
        for (; value is < -64 or > 63; value >>= 7)
        {
            target[written++] = (byte)((byte)value | 0x80);
        }

        target[written++] = (byte)(value & 0x7F);
        _length += written;
    }

    /// <summary>Appends a number as four little-endian bytes, as <c>f32.const</c> takes its bits.</summary>
    public void WriteFixed32(uint bits)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(Reserve(sizeof(uint)), bits);
        _length += sizeof(uint);
    }

    /// <summary>Appends a number as eight little-endian bytes, as <c>f64.const</c> takes its bits.</summary>
    public void WriteFixed64(ulong bits)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(Reserve(sizeof(ulong)), bits);
        _length += sizeof(ulong);
    }

    /// <summary>Appends a name: its length in UTF-8 bytes and the bytes.</summary>
    public void WriteName(string name)
    {
        WriteUnsigned((uint)Encoding.UTF8.GetByteCount(name));
        var target = Reserve(Encoding.UTF8.GetMaxByteCount(name.Length));
        _length += Encoding.UTF8.GetBytes(name, target);
    }

    /// <summary>Begins a part that is preceded by its size; pass what this returns to <see cref="EndSized"/>. Parts may nest.</summary>
    public int BeginSized()
    {
        _ = Reserve(LongestU32);
        _length += LongestU32;
        return _length;
    }

    /// <summary>
    /// Ends such a part: writes its size in the shortest form and moves the part down against it, so that the output is what a writer
    /// that knew the size beforehand would have written.
    /// </summary>
    public void EndSized(int start)
    {
        var size = _length - start;
        var prefix = start - LongestU32;
        _length = prefix;
        WriteUnsigned((uint)size);
        Buffer.BlockCopy(_bytes, start, _bytes, _length, size);
        _length += size;
    }

    /// <summary>Forgets what was written and keeps the storage.</summary>
    public void Clear() => _length = 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
            _length = 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<byte> Reserve(int count)
    {
        if (_bytes.Length - _length < count)
        {
            Grow(count);
        }

        return _bytes.AsSpan(_length);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int count)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(_length + count), _bytes.Length * 2));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
