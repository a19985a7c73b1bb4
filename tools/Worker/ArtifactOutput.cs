using System.ComponentModel;
using System.Diagnostics;
using CompileBench.Engines.Hosting;
using CompileBench.Engines.Isolation;
using CompileBench.Modules;

namespace CompileBench.Worker;

/// <summary>Sets what a compile for an artifact must keep to, and writes the artifact's file.</summary>
internal static class ArtifactOutput
{
    /// <summary>Sets limits and priority. Returns null, or the limit that cannot be set: then nothing may be compiled.</summary>
    public static string? SetLimits(ArtifactRequest request)
    {
        if (request.MemoryCeilingBytes is { } bytes && !ChildProcesses.LimitGrowth(bytes))
        {
            return $"the worker's memory cannot be limited to {bytes / 1e6:0} MB more";
        }

        if (request.CpuCeilingSeconds is { } seconds && !ChildProcesses.LimitCpu(TimeSpan.FromSeconds(seconds)))
        {
            return $"the worker's CPU time cannot be limited to {seconds:0.0} s more";
        }

        if (request.IsLowPriority)
        {
            LowerPriority();
        }

        return null;
    }

    /// <summary>Writes the artifact to a new file.</summary>
    /// <exception cref="IOException">The disk is full, or there is such a file.</exception>
    public static ArtifactFile? Write(ArtifactRequest request, byte[]? artifact)
    {
        if (artifact is null)
        {
            return null;
        }

        using var file = new FileStream(request.Path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        file.Write(artifact);
        return new ArtifactFile(artifact.Length, ModuleDigest.Compute(artifact).ToString());
    }

    // Priority is a wish: a system that refuses it compiles all the same.
    private static void LowerPriority()
    {
        try
        {
            using var self = Process.GetCurrentProcess();
            self.PriorityClass = ProcessPriorityClass.BelowNormal;
        }
        catch (Win32Exception)
        {
            // The compile then competes with its owner.
        }
    }
}
