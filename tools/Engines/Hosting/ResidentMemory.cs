using System.Buffers.Text;

namespace CompileBench.Engines.Hosting;

/// <summary>Resident memory of a process as Linux reports it under /proc. Elsewhere nothing is measured, and that is said by null.</summary>
public static class ResidentMemory
{
    // A status is about 1.5 KB.
    private const int StatusBytes = 4096;

    /// <summary>Whether this system says what a process occupies.</summary>
    public static bool IsKnown => Own() is not null;

    /// <summary>Resident bytes of a process now; null where the system does not say or the process is gone.</summary>
    public static long? ForProcess(int processId) => ReadStatus($"/proc/{processId}/status", "VmRSS:"u8);

    /// <summary>The highest resident bytes of a process since it started or since <see cref="ResetOwnPeak"/>; null where the system does not say.</summary>
    public static long? PeakForProcess(int processId) => ReadStatus($"/proc/{processId}/status", "VmHWM:"u8);

    /// <summary>Resident bytes of this process now.</summary>
    public static long? Own() => ReadStatus("/proc/self/status", "VmRSS:"u8);

    /// <summary>The highest resident bytes of this process since <see cref="ResetOwnPeak"/>.</summary>
    public static long? OwnPeak() => ReadStatus("/proc/self/status", "VmHWM:"u8);

    /// <summary>Private writable bytes of this process: what a data limit counts.</summary>
    public static long? OwnData() => ReadStatus("/proc/self/status", "VmData:"u8);

    /// <summary>Starts a new peak from what is resident now. False where the system cannot.</summary>
    public static bool ResetOwnPeak()
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        try
        {
            // proc(5): writing 5 to clear_refs resets the peak resident set size.
            File.WriteAllText("/proc/self/clear_refs", "5");
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>All parts of this process's memory from one read; null where the system does not report them.</summary>
    public static MemoryStatus? OwnStatus() => StatusFrom("/proc/self/status");

    /// <summary>All parts of another process's memory from one read; null where the system does not report them or the process is gone.</summary>
    public static MemoryStatus? StatusOf(int processId) => StatusFrom($"/proc/{processId}/status");

    private static MemoryStatus? StatusFrom(string path)
    {
        Span<byte> buffer = stackalloc byte[StatusBytes];
        var text = buffer[..ReadAll(path, buffer)];
        return Field(text, "VmHWM:"u8) is { } peak && Field(text, "RssAnon:"u8) is { } anonymous && Field(text, "RssFile:"u8) is { } files && Field(text, "RssShmem:"u8) is { } shared
            ? new MemoryStatus(peak, anonymous, files, shared)
            : null;
    }

    private static long? ReadStatus(string path, ReadOnlySpan<byte> field)
    {
        Span<byte> buffer = stackalloc byte[StatusBytes];
        return Field(buffer[..ReadAll(path, buffer)], field);
    }

    private static int ReadAll(string path, Span<byte> buffer)
    {
        if (!OperatingSystem.IsLinux())
        {
            return 0;
        }

        try
        {
            using var handle = File.OpenHandle(path);
            return RandomAccess.Read(handle, buffer, 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private static long? Field(ReadOnlySpan<byte> text, ReadOnlySpan<byte> field)
    {
        var at = text.IndexOf(field);
        return at >= 0 && Utf8Parser.TryParse(text[(at + field.Length)..].TrimStart("\t "u8), out long kibibytes, out _) ? kibibytes * 1024 : null;
    }
}
