namespace CompileBench.Modules.Wasm.Writing;

/// <summary>The sections in the order the format wants them; a section's own number is <see cref="SectionOrder.Number"/>.</summary>
internal enum SectionId
{
    Type,
    Import,
    Function,
    Table,
    Memory,
    Tag,
    Global,
    Export,
    Start,
    Element,
    DataCount,
    Code,
    Data,
}

/// <summary>The numbers that the binary format gives the sections, which do not follow their order.</summary>
internal static class SectionOrder
{
    public const int Count = (int)SectionId.Data + 1;

    private static ReadOnlySpan<byte> Numbers => [1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11];

    public static byte Number(SectionId section) => Numbers[(int)section];
}
