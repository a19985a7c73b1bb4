namespace CompileBench.Modules.Wasm.Reading;

/// <summary>
/// Why bytes are not a WebAssembly module. Each has its sentence in <see cref="WasmDecodeException"/>. From <see cref="MalformedTypeForm"/> to
/// <see cref="MalformedReservedByte"/> stand the codes without a meaning.
/// </summary>
public enum WasmDecodeReason
{
    UnexpectedEnd,
    BadMagic,
    UnknownVersion,
    ComponentNotModule,
    SecondModule,
    IntegerTooLong,
    IntegerTooLarge,
    MalformedUtf8,
    MalformedSectionId,
    SectionOutOfOrder,
    SectionSizeMismatch,
    MalformedTypeForm,
    MalformedValueType,
    MalformedReferenceType,
    MalformedHeapType,
    MalformedMutability,
    MalformedLimitsFlags,
    MalformedImportKind,
    MalformedExportKind,
    MalformedTableEncoding,
    MalformedTagAttribute,
    MalformedElementFlags,
    MalformedElementKind,
    MalformedDataFlags,
    MalformedMemoryFlags,
    MalformedCatchKind,
    MalformedHandlerKind,
    MalformedCastFlags,
    MalformedReservedByte,
    IllegalOpcode,
    MisplacedOpcode,
    EndExpected,
    BodySizeMismatch,
    FunctionAndCodeCountsDiffer,
    DataCountDiffers,
    DataCountRequired,
    LimitExceeded,
}
