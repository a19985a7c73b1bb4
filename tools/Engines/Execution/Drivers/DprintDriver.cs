using System.Text;

namespace CompileBench.Engines.Execution.Drivers;

/// <summary>Formats a file with a plugin of dprint, several times, through the plugin's fourth version of its interface.</summary>
internal sealed class DprintDriver : WorkloadDriver
{
    private const int Configuration = 1;
    private const long Changed = 1;

    public override string Name => "dprint";

    public override byte[] Run(Guest guest, DriverInput input)
    {
        var (clear, setPath, format) = (guest.Function("clear_shared_bytes"), guest.Function("set_file_path"), guest.Function("format"));
        var (path, source) = (Encoding.UTF8.GetBytes(input.Text("input")), input.Bytes);
        Share("""{"global":{},"plugin":{}}"""u8);
        guest.Call("register_config", Configuration);
        var result = 0L;
        guest.Clock.Begin();
        for (var i = 0; i < input.Repeat; i++)
        {
            Share(path);
            setPath.Call();
            Share(source);
            result = format.Call(Configuration) & 0xFFFFFFFF;
        }

        guest.Clock.End();
        var length = result == Changed ? guest.Call("get_formatted_text") : guest.Call("get_error_text");
        return guest.Read(guest.Call("get_shared_bytes_ptr"), length);

        void Share(ReadOnlySpan<byte> bytes) => guest.Write(clear.Call(bytes.Length), bytes);
    }
}
