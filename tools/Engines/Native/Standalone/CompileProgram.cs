using System.Runtime.InteropServices;
using CompileBench.Engines.Settings;
using CompileBench.Modules.Wasm.Components;

namespace CompileBench.Engines.Native.Standalone;

/// <summary>
/// A native program, written byte by byte, that sets one engine up, compiles one module once and ends: nothing but the library and the C
/// library runs in it. A tool that slows a process down fifty times or counts everything it does wants no managed runtime in there, and a
/// machine without a C compiler has no other way to get one. It holds the module, so it needs no arguments.
/// </summary>
/// <remarks>
/// It ends with one of the exit codes below. With <see cref="Compiled"/> its standard output is two <c>timespec</c> of the monotonic clock,
/// taken before and after the compile, and two of its thread's CPU time; with <see cref="Refused"/> the engine's words; with <see cref="SetterMissing"/> the name of the
/// function the library lacks.
/// </remarks>
public static class CompileProgram
{
    /// <summary>Exit code: the module was compiled.</summary>
    public const int Compiled = 0;

    /// <summary>Exit code: the engine refused the module or a setting.</summary>
    public const int Refused = 40;

    /// <summary>Exit code: the library lacks a function that the settings need.</summary>
    public const int SetterMissing = 41;

    /// <summary>Exit code: the library made no engine.</summary>
    public const int NoEngine = 42;

    /// <summary>The functions whose one call is the compile: of a module, and of a component.</summary>
    public static IReadOnlyList<string> CompileFunctions { get; } = ["wasmtime_module_new", ComponentFunctions.Compile];

    /// <summary>Bytes that a program which compiled writes to its standard output.</summary>
    public const int ClockBytes = 64;

    private const string DynamicLinker = "/lib64/ld-linux-x86-64.so.2";

    /// <summary>Whether such programs can be made for, and run on, this machine: Linux on x86-64 with the GNU C library.</summary>
    public static bool IsSupported =>
        OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64 && File.Exists(DynamicLinker);

    /// <summary>Writes the program as an executable file.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="libraryPath">The engine's library, absolute.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="module">The module to compile.</param>
    /// <param name="lifetime">After so long the program ends itself, whatever became of its owner; whole seconds, at least one.</param>
    public static void Write(string path, string libraryPath, CompilerSettings settings, ReadOnlySpan<byte> module, TimeSpan lifetime)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file.SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var program = new ElfProgram { Interpreter = DynamicLinker };
        program.Need(libraryPath);
        program.Need("libc.so.6");
        new CompileProgramCode(program).Write(settings, CoreModules.IsComponent(module) ? CompileFunctions[1] : CompileFunctions[0], module.Length, (int)Math.Clamp(lifetime.TotalSeconds, 1, int.MaxValue));
        program.WriteTo(file, module);
    }
}
