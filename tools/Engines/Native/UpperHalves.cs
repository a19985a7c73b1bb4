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

    private static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<void> ClearFunction =
        Avx.IsSupported ? (delegate* unmanaged[Cdecl, SuppressGCTransition]<void>)Executable(Clearing) : null;

    /// <summary>Clears them. Does nothing on processors without AVX, and where the system lets a program make no code.</summary>
    public static void Clear()
    {
        if (ClearFunction != null)
        {
            ClearFunction();
        }
    }

    /// <summary>Puts code into a page of its own, which is never freed. Returns its address, or 0 where the system refuses it.</summary>
    internal static nint Executable(byte[] code)
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
