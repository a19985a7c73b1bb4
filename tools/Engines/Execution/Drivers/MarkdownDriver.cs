namespace CompileBench.Engines.Execution.Drivers;

/// <summary>Renders a Markdown file to HTML with md4w, several times. The module passes the place and the length of bytes as the two halves of a 64-bit number.</summary>
internal sealed class MarkdownDriver : WorkloadDriver
{
    // Tables, strikethrough and task lists; the size of the output buffer is the one that the package itself uses.
    private const int Extensions = 0x0f00;
    private const int BufferBytes = 4096;

    public override string Name => "markdown";

    public override byte[] Run(Guest guest, DriverInput input)
    {
        var (allocate, render) = (guest.Function("allocMem"), guest.Function("render"));
        var source = input.Bytes;
        var result = 0L;
        guest.Clock.Begin();
        for (var i = 0; i < input.Repeat; i++)
        {
            var place = allocate.Call(source.Length);
            source.CopyTo(guest.Memory[(int)(uint)place..]);
            result = render.Call(place, Extensions, BufferBytes, 0, 0);
        }

        guest.Clock.End();
        return guest.Read((uint)result, result >>> 32);
    }
}
