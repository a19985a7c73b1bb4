namespace CompileBench.Engines.Execution.Drivers;

/// <summary>Hashes a password with Argon2id, three passes in one lane. The names of exports and imports are those that Emscripten shortened.</summary>
internal sealed class Argon2Driver : WorkloadDriver
{
    private const int HashBytes = 32;
    private const int Passes = 3;
    private const int Lanes = 1;
    private const int Argon2Id = 2;
    private const int Version = 0x13;

    public override string Name => "argon2";

    public override IReadOnlyList<HostFunction> Imports { get; } = [EmscriptenMemory.Copy("a", "a"), EmscriptenMemory.RefuseGrowth("a", "b")];

    public override byte[] Run(Guest guest, DriverInput input)
    {
        guest.MemoryName = "c";
        guest.Call("d");
        ReadOnlySpan<byte> password = "correct horse battery staple"u8;
        ReadOnlySpan<byte> salt = "0123456789abcdef"u8;
        var (at, salted, hash) = (guest.Call("f", password.Length + 1), guest.Call("f", salt.Length + 1), guest.Call("f", HashBytes));
        guest.Write(at, password);
        guest.Write(salted, salt);
        var derive = guest.Function("e");
        guest.Clock.Begin();
        derive.Call(Passes, input.Number("kibibytes", 1024), Lanes, at, password.Length, salted, salt.Length, hash, HashBytes, 0, 0, Argon2Id, Version);
        guest.Clock.End();
        return guest.Read(hash, HashBytes);
    }
}
