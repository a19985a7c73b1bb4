using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CompileBench.Engines.Execution.Drivers;

/// <summary>Parses the mappings of a source map and visits each. The output is the number of mappings and a hash of their fields.</summary>
internal sealed class SourceMapDriver : WorkloadDriver
{
    private const int LongestOutput = 8;

    public override string Name => "source-map";

    public override IReadOnlyList<HostFunction> Imports { get; } = [new HostFunction("env", "mapping_callback", Visit)];

    public override byte[] Run(Guest guest, DriverInput input)
    {
        var mappings = SyntheticData.Mappings(input.Number("lines", 1));
        var (parse, visit) = (guest.Function("parse_mappings"), guest.Function("by_generated_location"));
        var text = guest.Call("allocate_mappings", mappings.Length);
        guest.Write(text, mappings);
        guest.Scratch = new int[2];
        guest.Clock.Begin();
        visit.Call(parse.Call(text));
        guest.Clock.End();
        var output = new byte[LongestOutput];
        BinaryPrimitives.WriteInt32LittleEndian(output, guest.Scratch[0]);
        BinaryPrimitives.WriteInt32LittleEndian(output.AsSpan(4), guest.Scratch[1]);
        return output;
    }

    // See the method that calls it: it is optimised from the first call on, too.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long Visit(Guest guest, ReadOnlySpan<long> fields)
    {
        guest.Scratch[0]++;
        foreach (var field in fields)
        {
            guest.Scratch[1] = unchecked((guest.Scratch[1] * 31) + (int)field);
        }

        return 0;
    }
}
