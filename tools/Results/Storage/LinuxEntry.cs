using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace CompileBench.Results.Storage;

/// <summary>Looks at directory entries on Linux without opening what they stand for: neither a pipe nor a device notices it.</summary>
[SupportedOSPlatform("linux")]
internal static partial class LinuxEntry
{
    private const int PathOnly = 0x20_0000;
    private const int CloseOnExec = 0x8_0000;
    private const int EmptyPath = 0x1000;
    private const uint TypeMask = 0x1;

    // struct statx has the same layout on every architecture: 256 bytes, the mode at 28.
    private const int StatxBytes = 256;
    private const int ModeOffset = 28;

    // O_NOFOLLOW is one of the flags whose value depends on the architecture.
    private static int NoFollow =>
        RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64 or Architecture.Armv6 or Architecture.Ppc64le ? 0x8000 : 0x2_0000;

    /// <summary>A handle of the entry that allows no reading or writing; null where there is no such entry or it cannot be reached.</summary>
    public static SafeFileHandle? Open(string path, LinkPolicy links)
    {
        var handle = OpenPath(path, PathOnly | CloseOnExec | (links == LinkPolicy.Refuse ? NoFollow : 0));
        return handle < 0 ? null : new SafeFileHandle(handle, ownsHandle: true);
    }

    /// <summary>What the entry is.</summary>
    /// <exception cref="IOException">The system does not say.</exception>
    public static EntryType TypeOf(SafeFileHandle entry)
    {
        Span<byte> status = stackalloc byte[StatxBytes];
        if (ReadStatus(entry, "", EmptyPath, TypeMask, ref MemoryMarshal.GetReference(status)) != 0)
        {
            throw new IOException($"the type of a file cannot be read: error {Marshal.GetLastPInvokeError()} of the system");
        }

        return (MemoryMarshal.Read<ushort>(status[ModeOffset..]) & 0xF000) switch
        {
            0x8000 => EntryType.File,
            0x4000 => EntryType.Folder,
            0xA000 => EntryType.Link,
            0x1000 => new EntryType("a named pipe", false),
            0x2000 => new EntryType("a character device", false),
            0x6000 => new EntryType("a block device", false),
            0xC000 => new EntryType("a socket", false),
            _ => new EntryType("something else", false),
        };
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int OpenPath(string path, int flags);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int ReadStatus(SafeFileHandle directory, string path, int flags, uint mask, ref byte status);
}
