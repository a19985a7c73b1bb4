using System.Diagnostics.CodeAnalysis;
using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Reading;

/// <summary>The exception that is thrown when bytes are not a module of WebAssembly 3.0 and the proposals that the decoder supports. It states what is wrong, the section and the offset.</summary>
/// <remarks>The decoder throws no other exception, whatever the bytes are.</remarks>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "The reason and the offset are required.")]
public sealed class WasmDecodeException : Exception
{
    private const string Newer = "malformed, or of a proposal newer than this decoder";

    public WasmDecodeException(WasmDecodeReason reason, SectionId section, int offset, string? detail = null)
        : base($"{Describe(reason)}{Parenthesis(detail ?? (IsUnknownCode(reason) ? Newer : null))} in the {Describe(section)} at byte {offset} (0x{offset:x})")
    {
        Reason = reason;
        Section = section;
        Offset = offset;
    }

    /// <summary>What is wrong.</summary>
    public WasmDecodeReason Reason { get; }

    /// <summary>The section that contains the byte; <see cref="SectionId.Header"/> for bytes before the first section and between sections.</summary>
    public SectionId Section { get; }

    /// <summary>The offset of the first wrong byte from the start of the module.</summary>
    public int Offset { get; }

    [DoesNotReturn]
    internal static void Throw(WasmDecodeReason reason, SectionId section, int offset, string? detail = null) =>
        throw new WasmDecodeException(reason, section, offset, detail);

    // A byte without a meaning here may have one in a later version of the language: only an engine can tell.
    private static bool IsUnknownCode(WasmDecodeReason reason) => reason is WasmDecodeReason.MalformedSectionId or WasmDecodeReason.IllegalOpcode ||
        reason is >= WasmDecodeReason.MalformedTypeForm and <= WasmDecodeReason.MalformedReservedByte;

    private static string Parenthesis(string? detail) => detail is null ? "" : $" ({detail})";

    private static string Describe(SectionId section) => section switch
    {
        SectionId.Header => "module header",
        SectionId.DataCount => "data count section",
        _ => $"{section.ToString().ToLowerInvariant()} section",
    };

    private static string Describe(WasmDecodeReason reason) => reason switch
    {
        WasmDecodeReason.UnexpectedEnd => "the bytes end too early",
        WasmDecodeReason.BadMagic => "not a WebAssembly module: the magic number '\\0asm' is missing",
        WasmDecodeReason.UnknownVersion => "unknown binary version, expected 1",
        WasmDecodeReason.ComponentNotModule => "a component, not a core module: write its core modules with 'compilebench modules extract' first",
        WasmDecodeReason.SecondModule => "a second module begins behind the first: split the file into one module per file",
        WasmDecodeReason.IntegerTooLong => "an integer takes more bytes than it may",
        WasmDecodeReason.IntegerTooLarge => "an integer does not fit its type",
        WasmDecodeReason.MalformedUtf8 => "a name is not UTF-8",
        WasmDecodeReason.MalformedSectionId => "unknown section id",
        WasmDecodeReason.SectionOutOfOrder => "a section stands twice or out of order",
        WasmDecodeReason.SectionSizeMismatch => "a section's contents do not fill its stated size",
        WasmDecodeReason.MalformedTypeForm => "unknown form of type",
        WasmDecodeReason.MalformedValueType => "unknown value type",
        WasmDecodeReason.MalformedReferenceType => "unknown reference type",
        WasmDecodeReason.MalformedHeapType => "unknown heap type",
        WasmDecodeReason.MalformedMutability => "mutability is neither 0 nor 1",
        WasmDecodeReason.MalformedLimitsFlags => "unknown flags of limits",
        WasmDecodeReason.MalformedImportKind => "unknown kind of import",
        WasmDecodeReason.MalformedExportKind => "unknown kind of export",
        WasmDecodeReason.MalformedTableEncoding => "unknown encoding of a table",
        WasmDecodeReason.MalformedTagAttribute => "unknown attribute of a tag",
        WasmDecodeReason.MalformedElementFlags => "unknown flags of an element segment",
        WasmDecodeReason.MalformedElementKind => "unknown kind of element",
        WasmDecodeReason.MalformedDataFlags => "unknown flags of a data segment",
        WasmDecodeReason.MalformedMemoryFlags => "unknown flags of a memory access",
        WasmDecodeReason.MalformedCatchKind => "unknown kind of catch clause",
        WasmDecodeReason.MalformedHandlerKind => "unknown kind of handler of a resume",
        WasmDecodeReason.MalformedCastFlags => "unknown flags of a cast",
        WasmDecodeReason.MalformedReservedByte => "a reserved byte is not zero",
        WasmDecodeReason.IllegalOpcode => "illegal opcode",
        WasmDecodeReason.MisplacedOpcode => "an else, catch or delegate without its block",
        WasmDecodeReason.EndExpected => "an expression is not closed by end",
        WasmDecodeReason.BodySizeMismatch => "a function body does not fill its stated size",
        WasmDecodeReason.FunctionAndCodeCountsDiffer => "function and code section have different lengths",
        WasmDecodeReason.DataCountDiffers => "data count and data section have different lengths",
        WasmDecodeReason.DataCountRequired => "an instruction names a data segment, but there is no data count section",
        WasmDecodeReason.LimitExceeded => "more than an implementation limit allows",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "no such reason"),
    };
}
