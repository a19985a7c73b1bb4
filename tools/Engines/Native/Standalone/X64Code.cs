using System.Buffers.Binary;

namespace CompileBench.Engines.Native.Standalone;

/// <summary>The registers that <see cref="X64Code"/> names, by their number in an instruction.</summary>
internal enum X64Register : byte
{
    Rax = 0,
    Rcx = 1,
    Rdx = 2,
    Rbx = 3,
    Rsp = 4,
    Rsi = 6,
    Rdi = 7,
    R8 = 8,
    R9 = 9,
    R12 = 12,
    R13 = 13,
}

/// <summary>A place in <see cref="X64Code"/> that jumps go to.</summary>
internal sealed class X64Label
{
    /// <summary>Offset in the code; -1 until it is placed.</summary>
    public int Offset { get; set; } = -1;

    /// <summary>Offsets of the 32-bit displacements that point here.</summary>
    public List<int> Uses { get; } = [];
}

/// <summary>
/// Writes the few x86-64 instructions that a straight list of C calls needs (Intel 64 and IA-32 Architectures Software Developer's Manual,
/// volume 2). Addresses are absolute and below 2 GB, so they fit a sign-extended 32-bit immediate.
/// </summary>
internal sealed class X64Code
{
    private readonly List<byte> _bytes = [];

    /// <summary>Bytes written.</summary>
    public int Length => _bytes.Count;

    /// <summary>The code; every label used must have been placed.</summary>
    public byte[] ToArray() => [.. _bytes];

    /// <summary><c>mov to, from</c> (64 bits).</summary>
    public void Move(X64Register to, X64Register from) => Emit((byte)(0x48 | (High(from) << 2) | High(to)), 0x89, (byte)(0xC0 | (Low(from) << 3) | Low(to)));

    /// <summary><c>mov to, value</c>: the value is sign-extended from 32 bits.</summary>
    public void Move(X64Register to, int value)
    {
        Emit((byte)(0x48 | High(to)), 0xC7, (byte)(0xC0 | Low(to)));
        Emit32(value);
    }

    /// <summary><c>mov to, [address]</c>.</summary>
    public void Load(X64Register to, int address)
    {
        Emit((byte)(0x48 | (High(to) << 2)), 0x8B, (byte)(0x04 | (Low(to) << 3)), 0x25);
        Emit32(address);
    }

    /// <summary><c>lea to, [label]</c>.</summary>
    public void Address(X64Register to, X64Label label)
    {
        Emit((byte)(0x48 | (High(to) << 2)), 0x8D, (byte)(0x05 | (Low(to) << 3)));
        Use(label);
    }

    /// <summary><c>call [address]</c>.</summary>
    public void CallThrough(int address)
    {
        Emit(0xFF, 0x14, 0x25);
        Emit32(address);
    }

    /// <summary><c>push register</c>.</summary>
    public void Push(X64Register register)
    {
        if (High(register) != 0)
        {
            Emit(0x41);
        }

        Emit((byte)(0x50 | Low(register)));
    }

    /// <summary><c>pop register</c>.</summary>
    public void Pop(X64Register register)
    {
        if (High(register) != 0)
        {
            Emit(0x41);
        }

        Emit((byte)(0x58 | Low(register)));
    }

    /// <summary><c>and rsp, -16</c>: the alignment that the System V calling convention asks for.</summary>
    public void AlignStack() => Emit(0x48, 0x83, 0xE4, 0xF0);

    /// <summary>Jumps when the register holds zero.</summary>
    public void JumpIfZero(X64Register register, X64Label label)
    {
        Test(register);
        Emit(0x0F, 0x84);
        Use(label);
    }

    /// <summary>Jumps when the register holds anything but zero.</summary>
    public void JumpIfNotZero(X64Register register, X64Label label)
    {
        Test(register);
        Emit(0x0F, 0x85);
        Use(label);
    }

    /// <summary>Jumps.</summary>
    public void Jump(X64Label label)
    {
        Emit(0xE9);
        Use(label);
    }

    /// <summary>Places a label here and completes the jumps to it that were written before.</summary>
    public void Place(X64Label label)
    {
        label.Offset = _bytes.Count;
        foreach (var use in label.Uses)
        {
            Complete(use, label.Offset);
        }
    }

    private void Test(X64Register register) => Emit((byte)(0x48 | (High(register) << 2) | High(register)), 0x85, (byte)(0xC0 | (Low(register) << 3) | Low(register)));

    private void Use(X64Label label)
    {
        label.Uses.Add(_bytes.Count);
        Emit32(0);
        if (label.Offset >= 0)
        {
            Complete(_bytes.Count - 4, label.Offset);
        }
    }

    // A jump counts from the instruction after it.
    private void Complete(int use, int target)
    {
        Span<byte> displacement = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(displacement, target - (use + 4));
        for (var i = 0; i < 4; i++)
        {
            _bytes[use + i] = displacement[i];
        }
    }

    private void Emit(params ReadOnlySpan<byte> bytes) => _bytes.AddRange(bytes);

    private void Emit32(int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        _bytes.AddRange(bytes);
    }

    private static int Low(X64Register register) => (int)register & 7;

    private static int High(X64Register register) => (int)register >> 3;
}
