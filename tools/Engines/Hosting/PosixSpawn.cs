using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CompileBench.Engines.Hosting;

/// <summary>Starts a program with <c>posix_spawn</c> as the leader of a new process group.</summary>
internal static unsafe partial class PosixSpawn
{
    // The same values in glibc, musl and macOS.
    private const short SetProcessGroup = 0x02;
    private const short SetDefaultSignals = 0x04;
    private const short SetSignalMask = 0x08;

    // The same numbers on every POSIX system: SIGINT, SIGQUIT, SIGPIPE.
    private static readonly int[] ResetSignals = [2, 3, 13];

    // Larger than posix_spawnattr_t, posix_spawn_file_actions_t and sigset_t of every supported system.
    private const int OpaqueBytes = 1024;

    /// <summary>Starts it and returns its process id.</summary>
    /// <param name="command">The program, its argument list and its environment.</param>
    /// <param name="input">The descriptor that becomes its standard input.</param>
    /// <param name="output">The descriptor that becomes its standard output.</param>
    /// <param name="errors">The descriptor that becomes its standard error.</param>
    /// <exception cref="Win32Exception">The system cannot start it.</exception>
    public static int Start(ProcessStartInfo command, int input, int output, int errors)
    {
        using var arguments = new NativeStrings([command.FileName, .. command.ArgumentList]);
        using var environment = new NativeStrings(command.Environment.Where(v => v.Value is not null).Select(v => $"{v.Key}={v.Value}"));
        var attributes = stackalloc byte[OpaqueBytes];
        var actions = stackalloc byte[OpaqueBytes];
        var signals = stackalloc byte[OpaqueBytes];
        Check(AttributesInit(attributes), command);
        Check(ActionsInit(actions), command);
        try
        {
            // An ignored signal stays ignored across exec. The runtime ignores SIGPIPE, and a shell that starts a program in the background
            // ignores SIGINT and SIGQUIT for it.
            _ = EmptySignals(signals);
            Check(AttributesSetMask(attributes, signals), command);
            foreach (var signal in ResetSignals)
            {
                _ = AddSignal(signals, signal);
            }

            Check(AttributesSetDefault(attributes, signals), command);
            Check(AttributesSetGroup(attributes, 0), command);
            Check(AttributesSetFlags(attributes, SetProcessGroup | SetDefaultSignals | SetSignalMask), command);
            Check(ActionsDuplicate(actions, input, 0), command);
            Check(ActionsDuplicate(actions, output, 1), command);
            Check(ActionsDuplicate(actions, errors, 2), command);
            Check(Spawn(out var id, command.FileName, actions, attributes, arguments.Pointer, environment.Pointer), command);
            return id;
        }
        finally
        {
            _ = ActionsDestroy(actions);
            _ = AttributesDestroy(attributes);
        }
    }

    private static void Check(int error, ProcessStartInfo command)
    {
        if (error != 0)
        {
            throw new Win32Exception(error, $"{Marshal.GetPInvokeErrorMessage(error)} ({command.FileName})");
        }
    }

    [LibraryImport("libc", EntryPoint = "posix_spawnp", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Spawn(out int id, string file, byte* actions, byte* attributes, byte** arguments, byte** environment);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_init")]
    private static partial int AttributesInit(byte* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_destroy")]
    private static partial int AttributesDestroy(byte* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    private static partial int AttributesSetFlags(byte* attributes, short flags);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setpgroup")]
    private static partial int AttributesSetGroup(byte* attributes, int group);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigdefault")]
    private static partial int AttributesSetDefault(byte* attributes, byte* signals);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigmask")]
    private static partial int AttributesSetMask(byte* attributes, byte* signals);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    private static partial int ActionsInit(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    private static partial int ActionsDestroy(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2")]
    private static partial int ActionsDuplicate(byte* actions, int from, int to);

    [LibraryImport("libc", EntryPoint = "sigemptyset")]
    private static partial int EmptySignals(byte* signals);

    [LibraryImport("libc", EntryPoint = "sigaddset")]
    private static partial int AddSignal(byte* signals, int signal);

    /// <summary>A null-terminated array of C strings.</summary>
    private sealed class NativeStrings : IDisposable
    {
        private readonly nint[] _strings;

        public NativeStrings(IEnumerable<string> strings)
        {
            _strings = [.. strings.Select(Marshal.StringToCoTaskMemUTF8)];
            Pointer = (byte**)NativeMemory.Alloc((nuint)_strings.Length + 1, (nuint)sizeof(nint));
            for (var i = 0; i < _strings.Length; i++)
            {
                Pointer[i] = (byte*)_strings[i];
            }

            Pointer[_strings.Length] = null;
        }

        public byte** Pointer { get; }

        public void Dispose()
        {
            Array.ForEach(_strings, Marshal.FreeCoTaskMem);
            NativeMemory.Free(Pointer);
        }
    }
}
