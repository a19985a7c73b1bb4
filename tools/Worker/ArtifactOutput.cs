using System.ComponentModel;
using System.Diagnostics;
using CompileBench.Engines.Hosting;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;

namespace CompileBench.Worker;

/// <summary>Sets the limits of a compile for an artifact, and writes the artifact's file.</summary>
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

    /// <summary>Writes the artifact of a run to a new file; returns null where the operation makes none.</summary>
    /// <exception cref="IOException">The disk is full, or there is such a file.</exception>
    public static ArtifactFile? Write(ArtifactRequest request, PreparedOperation operation, nint result)
    {
        ArtifactFile? written = null;
        operation.Serialize(result, artifact =>
        {
            using var file = File.OpenHandle(request.Path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            RandomAccess.Write(file, artifact, 0);
            written = new ArtifactFile(artifact.Length, ArtifactChecksum.Compute(artifact));
        });
        return written;
    }

    // A system that refuses a lower priority compiles all the same.
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
