namespace CompileBench.Engines.Execution.Drivers;

/// <summary>Formats a Go source file with <c>gofmt</c>, several times.</summary>
internal sealed class GoFormatDriver : WorkloadDriver
{
    public override string Name => "go-format";

    public override byte[] Run(Guest guest, DriverInput input)
    {
        var (alloc, format) = (guest.Function("alloc"), guest.Function("format"));
        var source = input.Bytes;
        guest.Clock.Begin();
        for (var i = 0; i < input.Repeat; i++)
        {
            guest.Write(alloc.Call(source.Length), source);
            format.Call();
        }

        guest.Clock.End();
        return guest.Read(guest.Call("output_ptr"), guest.Call("output_len"));
    }
}
