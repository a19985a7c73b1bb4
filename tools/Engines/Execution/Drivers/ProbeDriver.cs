using System.Buffers.Binary;

namespace CompileBench.Engines.Execution.Drivers;

/// <summary>Executes the module of <see cref="Probing.ExecutionProbe"/>: writes to its memory, passes values of both widths and reads the result.</summary>
internal sealed class ProbeDriver : WorkloadDriver
{
    /// <summary>The name in workload files.</summary>
    public const string DriverName = "probe";

    public override string Name => DriverName;

    public override byte[] Run(Guest guest, DriverInput input)
    {
        const int Address = 16;
        BinaryPrimitives.WriteInt64LittleEndian(guest.Memory[Address..], 1L << 40);
        var result = new byte[sizeof(long)];
        guest.Clock.Begin();
        var sum = guest.Call("sum", Address, 3L << 41);
        guest.Clock.End();
        BinaryPrimitives.WriteInt64LittleEndian(result, sum);
        return result;
    }
}
