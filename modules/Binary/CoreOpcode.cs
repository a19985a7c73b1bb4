namespace CompileBench.Modules.Binary;

/// <summary>The single-byte opcodes that a decoder has to tell apart by more than their class.</summary>
internal static class CoreOpcode
{
    public const byte Else = 0x05;
    public const byte Catch = 0x07;
    public const byte End = 0x0B;
    public const byte Delegate = 0x18;
    public const byte CatchAll = 0x19;
    public const byte GlobalGet = 0x23;
    public const byte I32Const = 0x41;
    public const byte I64Const = 0x42;
    public const byte RefFunc = 0xD2;
}
