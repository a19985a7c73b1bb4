using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;
using CompileBench.Modules.Wasm.Reading.Sections;

namespace CompileBench.Modules.Profiling;

/// <summary>The body now scanned, and where its bytes lie: both steps read them.</summary>
internal sealed unsafe class ScannedBody
{
    private byte* _module;

    /// <summary>
    /// The bytes stand at this address and their offset in the module: it is the module's own, or such that the copy of the last bytes lies right.
    /// </summary>
    public byte* Base { get; set; }

    /// <summary>The module's size in bytes.</summary>
    public int ModuleLength { get; private set; }

    /// <summary>The offset behind the body's last byte.</summary>
    public int End { get; private set; }

    /// <summary>Whether its instructions may name data segments.</summary>
    public bool HasDataCount { get; private set; }

    /// <summary>Where the module lies while its bodies are scanned; it must not move.</summary>
    public void Attach(byte* module, int length)
    {
        _module = module;
        ModuleLength = length;
    }

    public void Begin(in FunctionBody body)
    {
        Base = _module;
        End = body.Offset + body.Size;
        HasDataCount = body.HasDataCount;
    }

    /// <summary>The bytes from an offset to the body's end.</summary>
    public ReadOnlySpan<byte> From(int offset) => new(_module + offset, End - offset);

    /// <summary>A reader with all checks, from an address to the body's end.</summary>
    public ByteReader ExactReader(byte* p) => new(new ReadOnlySpan<byte>(_module, End), int.Min((int)(p - Base), End), SectionId.Code);
}
