using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace CompileBench.Engines.Native;

/// <summary>
/// Clears the upper halves of the processor's vector registers (<c>vzeroupper</c>) before native code runs. .NET 10 leaves them in use where it has cleared
/// a buffer on the stack (<c>stackalloc</c>) and then calls a function pointer. Cranelift mixes vector instructions of the new encoding with some of the
/// old one (it spills vectors by <c>movdqu</c>), and on some Intel processors each old one costs tens of cycles while upper halves are in use. Code that
/// computes with floating-point numbers then takes many times as long: <c>kissfft</c> 1.85 s instead of 36.5 ms. A host written in C or Rust has the upper
/// halves clear. Without this, times of executed code would say something about .NET and nothing about the engine.
/// </summary>
internal static unsafe partial class UpperHalves
{
    // vzeroupper; ret
    private static readonly byte[] Clearing = [0xC5, 0xF8, 0x77, 0xC3];

    // mov ecx, 1; xgetbv; ret: returns the components of the state that are in use.
    private static readonly byte[] Reading = [0xB9, 0x01, 0x00, 0x00, 0x00, 0x0F, 0x01, 0xD0, 0xC3];

    private const uint UpperHalvesOf256 = 1 << 2;
    private const int StateLeaf = 0xD;

    private static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<void> ClearFunction =
        Avx.IsSupported ? (delegate* unmanaged[Cdecl, SuppressGCTransition]<void>)Executable(Clearing) : null;

    private static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<uint> ReadFunction =
        Avx.IsSupported && (X86Base.CpuId(StateLeaf, 1).Eax & 4) != 0 ? (delegate* unmanaged[Cdecl, SuppressGCTransition]<uint>)Executable(Reading) : null;

    /// <summary>Whether any upper half is in use now; null where the processor or the system does not say.</summary>
    public static bool? AreInUse => ReadFunction == null ? null : (ReadFunction() & UpperHalvesOf256) != 0;

    /// <summary>Clears them. Does nothing on processors without AVX, and where the system lets a program make no code.</summary>
    public static void Clear()
    {
        if (ClearFunction != null)
        {
            ClearFunction();
        }
    }

    // A page of its own, which is never freed; 0 where the system refuses it.
    private static nint Executable(byte[] code)
    {
        var size = (nuint)Environment.SystemPageSize;
        if (OperatingSystem.IsWindows())
        {
            var memory = VirtualAlloc(0, size, CommitAndReserve, WindowsReadWrite);
            if (memory == 0)
            {
                return 0;
            }

            Marshal.Copy(code, 0, memory, code.Length);
            return VirtualProtect(memory, size, WindowsReadExecute, out _) ? memory : 0;
        }

        var mapped = Map(0, size, Read | Write, Private | (OperatingSystem.IsMacOS() ? AnonymousOnMac : AnonymousOnLinux), -1, 0);
        if (mapped == -1)
        {
            return 0;
        }

        Marshal.Copy(code, 0, mapped, code.Length);
        return Protect(mapped, size, Read | Execute) == 0 ? mapped : 0;
    }

    private const int Read = 1;
    private const int Write = 2;
    private const int Execute = 4;
    private const int Private = 2;
    private const int AnonymousOnLinux = 0x20;
    private const int AnonymousOnMac = 0x1000;
    private const uint CommitAndReserve = 0x3000;
    private const uint WindowsReadWrite = 4;
    private const uint WindowsReadExecute = 0x20;

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, long offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(nint address, nuint length, int protection);

    [LibraryImport("kernel32")]
    private static partial nint VirtualAlloc(nint address, nuint size, uint type, uint protection);

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool VirtualProtect(nint address, nuint size, uint protection, out uint before);
}
