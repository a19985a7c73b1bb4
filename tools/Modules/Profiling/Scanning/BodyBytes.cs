using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;
using CompileBench.Modules.Wasm.Reading.Sections;

namespace CompileBench.Modules.Profiling.Scanning;

/// <summary>The bytes of the function body that is being scanned. All steps read them.</summary>
internal sealed unsafe class BodyBytes
{
    private byte* _module;

    /// <summary>
    /// The address that offsets in the module count from. It is that of the module, or for the last bytes such that a padded copy of them lies right.
    /// </summary>
    public byte* Base { get; set; }

    /// <summary>The module's size in bytes.</summary>
    public int ModuleLength { get; private set; }

    /// <summary>The offset behind the body's last byte.</summary>
    public int End { get; private set; }

    /// <summary>Whether the body's instructions may name data segments.</summary>
    public bool HasDataCount { get; private set; }

    /// <summary>Sets the module. It must not move while its bodies are scanned.</summary>
    public void SetModule(byte* module, int length)
    {
        _module = module;
        ModuleLength = length;
    }

    /// <summary>Begins a body of the module.</summary>
    public void Begin(in FunctionBody body)
    {
        Base = _module;
        End = body.Offset + body.Size;
        HasDataCount = body.HasDataCount;
    }

    /// <summary>The body's bytes from an offset on.</summary>
    public ReadOnlySpan<byte> GetRest(int offset) => new(_module + offset, End - offset);

    /// <summary>Creates a reader with all checks, from an address to the body's end.</summary>
    public ByteReader CreateExactReader(byte* p) => new(new ReadOnlySpan<byte>(_module, End), int.Min((int)(p - Base), End), SectionId.Code);
}
