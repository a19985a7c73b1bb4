using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace CompileBench.Engines.Native;

/// <summary>
/// Reads the first bytes of a library to say in plain words why it cannot be loaded here: the system's own loader says "invalid ELF header"
/// or less. ELF as in the System V ABI, PE as in Microsoft's format specification, Mach-O as in Apple's <c>loader.h</c>.
/// </summary>
internal static class LibraryFormat
{
    private const uint MachO64 = 0xFEEDFACF;
    private const uint MachOFat = 0xBEBAFECA;
    private const int MostHeaderBytes = 4096;

    /// <summary>What is wrong with the file, as the rest of a sentence that begins with its path; null where nothing is.</summary>
    public static string? Fault(Stream file)
    {
        var buffer = new byte[MostHeaderBytes];
        var length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        var wanted = $"a shared library for {PackagedLibrary.RuntimeIdentifier} is needed";
        return Read(buffer.AsSpan(0, length)) switch
        {
            null => $"is no shared library: {wanted}",
            { System: var system } when system != OwnSystem => $"is a library for {system}: {wanted}",
            { Processor: { } processor } when processor != OwnProcessor => $"is a library for {processor} processors: {wanted}",
            _ => null,
        };
    }

    private static string OwnSystem => OperatingSystem.IsWindows() ? "Windows" : OperatingSystem.IsMacOS() ? "macOS" : "Linux";

    private static string OwnProcessor => RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    // A Mach-O file for several processors has no single one; the loader picks.
    private static (string System, string? Processor)? Read(ReadOnlySpan<byte> header)
    {
        if (header.Length < 64)
        {
            return null;
        }

        if (header.StartsWith("\u007fELF"u8))
        {
            return ("Linux", ElfProcessor(BinaryPrimitives.ReadUInt16LittleEndian(header[18..])));
        }

        if (header.StartsWith("MZ"u8) && BinaryPrimitives.ReadInt32LittleEndian(header[0x3c..]) is var at and > 0 && at + 6 <= header.Length && header[at..].StartsWith("PE\0\0"u8))
        {
            return ("Windows", PeProcessor(BinaryPrimitives.ReadUInt16LittleEndian(header[(at + 4)..])));
        }

        return BinaryPrimitives.ReadUInt32LittleEndian(header) switch
        {
            MachO64 => ("macOS", MachProcessor(BinaryPrimitives.ReadUInt32LittleEndian(header[4..]))),
            MachOFat => ("macOS", null),
            _ => null,
        };
    }

    private static string ElfProcessor(ushort machine) => machine switch
    {
        3 => "x86",
        40 => "arm",
        62 => "x64",
        183 => "arm64",
        243 => "riscv64",
        22 => "s390x",
        _ => $"other (ELF machine {machine})",
    };

    private static string PeProcessor(ushort machine) => machine switch
    {
        0x14c => "x86",
        0x8664 => "x64",
        0xaa64 => "arm64",
        _ => $"other (PE machine 0x{machine:x})",
    };

    private static string MachProcessor(uint type) => type switch
    {
        0x01000007 => "x64",
        0x0100000c => "arm64",
        _ => $"other (Mach-O type 0x{type:x})",
    };
}
