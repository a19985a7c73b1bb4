namespace CompileBench.Results.Schema;

/// <summary>What a record or manifest may hold at most. Each limit is many times what this tool writes.</summary>
internal static class RecordLimits
{
    /// <summary>Records in one journal.</summary>
    public const int Records = 1_000_000;

    /// <summary>Samples of one record.</summary>
    public const int Samples = 1_000_000;

    /// <summary>Characters of a name: of a module, settings, engine, run or option, and of a digest.</summary>
    public const int NameLength = 1_024;

    /// <summary>Characters of a message, an option or another text.</summary>
    public const int TextLength = 64 * 1_024;

    /// <summary>Elements of a list of a manifest.</summary>
    public const int Elements = 100_000;
}
