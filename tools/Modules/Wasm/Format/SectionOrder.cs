namespace CompileBench.Modules.Wasm.Format;

/// <summary>The order in which the sections of a module follow one another. It is not the order of their ids.</summary>
internal static class SectionOrder
{
    /// <summary>The number of ranks, custom sections not counted.</summary>
    public const int Count = 13;

    /// <summary>The position of a section in the order, from 0. Custom sections have none: they may stand anywhere.</summary>
    public static int Rank(SectionId id) => id switch
    {
        <= SectionId.Memory => (int)id - 1,
        SectionId.Tag => 5,
        SectionId.Global => 6,
        SectionId.Export => 7,
        SectionId.Start => 8,
        SectionId.Element => 9,
        SectionId.DataCount => 10,
        SectionId.Code => 11,
        _ => 12,
    };
}
