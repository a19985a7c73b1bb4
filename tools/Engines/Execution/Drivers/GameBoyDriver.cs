namespace CompileBench.Engines.Execution.Drivers;

/// <summary>Runs a program of this project in an emulator of the Game Boy for some frames. The output is the first page of its memory.</summary>
internal sealed class GameBoyDriver : WorkloadDriver
{
    private const int RomBytes = 0x8000;
    private const int Entry = 0x100;
    private const int Program = 0x150;

    // ld hl,$c000; ld b,1; next: inc b; ld a,(hl); add b; rlca; xor b; ld (hl+),a; ld a,l; or a; jr nz,next; ld hl,$c000; jr next
    private static ReadOnlySpan<byte> Code =>
        [0x21, 0x00, 0xc0, 0x06, 0x01, 0x04, 0x7e, 0x80, 0x07, 0xa8, 0x22, 0x7d, 0xb7, 0x20, 0xf6, 0x21, 0x00, 0xc0, 0x18, 0xf1];

    public override string Name => "game-boy";

    public override byte[] Run(Guest guest, DriverInput input)
    {
        var rom = new byte[RomBytes];
        ((ReadOnlySpan<byte>)[0xc3, 0x50, 0x01]).CopyTo(rom.AsSpan(Entry));
        Code.CopyTo(rom.AsSpan(Program));
        guest.Write(input.Number("romAddress", 0), rom);
        guest.Call("config", 0, 1, 1, 1, 0, 0, 0, 0, 0, 0);
        var execute = guest.Function("executeMultipleFrames");
        guest.Clock.Begin();
        execute.Call(input.Number("frames", 1));
        guest.Clock.End();
        return guest.Read(input.Number("ramAddress", 0), 256);
    }
}
