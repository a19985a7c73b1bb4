namespace CompileBench.Modules.Wasm.Reading;

/// <summary>The single-byte opcodes that a decoder has to tell apart by more than their class.</summary>
internal static class CoreOpcode
{
    public const byte Unreachable = 0x00;
    public const byte Block = 0x02;
    public const byte Loop = 0x03;
    public const byte If = 0x04;
    public const byte Else = 0x05;
    public const byte Catch = 0x07;
    public const byte End = 0x0B;
    public const byte Branch = 0x0C;
    public const byte BranchIf = 0x0D;
    public const byte Return = 0x0F;
    public const byte Call = 0x10;
    public const byte CallIndirect = 0x11;
    public const byte Delegate = 0x18;
    public const byte CatchAll = 0x19;
    public const byte GlobalGet = 0x23;
    public const byte I32Const = 0x41;
    public const byte I64Const = 0x42;
    public const byte RefFunc = 0xD2;
}
