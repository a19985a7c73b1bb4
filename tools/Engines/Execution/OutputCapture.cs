using System.Buffers;
using CompileBench.Modules;

namespace CompileBench.Engines.Execution;

/// <summary>What an execution wrote to one stream, up to a limit.</summary>
internal sealed class OutputCapture
{
    // Far above what a workload has reason to print; below what would fill the memory of this process.
    internal const int MostBytes = 64 << 20;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>Whether more was written than is kept.</summary>
    public bool IsOverfull { get; private set; }

    /// <summary>The bytes that were written.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    /// <summary>SHA-256 of them.</summary>
    public ModuleDigest Digest => ModuleDigest.Compute(Bytes);

    /// <summary>Takes what is written; false where the limit is passed.</summary>
    public bool Write(ReadOnlySpan<byte> bytes)
    {
        IsOverfull |= _bytes.WrittenCount + bytes.Length > MostBytes;
        if (!IsOverfull)
        {
            _bytes.Write(bytes);
        }

        return !IsOverfull;
    }

    /// <summary>Forgets what was written.</summary>
    public void Clear()
    {
        _bytes.ResetWrittenCount();
        IsOverfull = false;
    }
}
