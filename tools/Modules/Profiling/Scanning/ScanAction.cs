namespace CompileBench.Modules.Profiling.Scanning;

/// <summary>What the scanner does at an opcode besides counting it.</summary>
internal enum ScanAction : byte
{
    /// <summary>Reads or assigns a local.</summary>
    TouchLocal,

    /// <summary>Passes over a fixed number of bytes, mostly none.</summary>
    PassFixed,
    PassI32,
    PassI64,
    PassU32,
    AccessMemory,
    CallFunction,
    CallIndirect,
    BranchTable,
    EnterBlock,
    EnterLoop,
    EnterIf,
    BeginElse,
    LeaveBlock,
    Branch,
    BranchIf,
    Stop,

    /// <summary>A prefix: the opcode is in the bytes behind it.</summary>
    ReadPrefix,

    /// <summary>Everything else, through the exact reader of immediates.</summary>
    Rare,

    /// <summary>No instruction.</summary>
    Illegal,
}
