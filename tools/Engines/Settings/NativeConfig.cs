using System.Text;
using CompileBench.Engines.Native;

namespace CompileBench.Engines.Settings;

/// <summary>Turns <see cref="CompilerSettings"/> into a <c>wasm_config_t</c> by making the calls of their <see cref="ConfigPlan"/>.</summary>
internal static unsafe class NativeConfig
{
    /// <summary>A fresh configuration; an engine made from it takes ownership.</summary>
    /// <exception cref="UnsupportedSettingException">The library lacks a setter that the calls need.</exception>
    public static nint Build(WasmtimeLibrary library, IEnumerable<ConfigCall> calls)
    {
        var config = library.ConfigNew();
        try
        {
            foreach (var call in calls)
            {
                Make(library, config, call);
            }

            return config;
        }
        catch
        {
            library.ConfigDelete(config);
            throw;
        }
    }

    private static void Make(WasmtimeLibrary library, nint config, ConfigCall call)
    {
        var address = library.Find(call.Setter);
        if (address == 0)
        {
            if (call.Otherwise is { } other)
            {
                Make(library, config, other);
            }
            else if (call.Absent == WhenAbsent.Refuse)
            {
                throw new UnsupportedSettingException($"not offered by this engine's C API: the library does not export {call.Setter}");
            }

            return;
        }

        switch (call.Value)
        {
            case ConfigValue.Number number:
                ((delegate* unmanaged[Cdecl]<nint, byte, void>)address)(config, number.Value);
                break;
            case ConfigValue.Size size:
                ((delegate* unmanaged[Cdecl]<nint, ulong, void>)address)(config, size.Value);
                break;
            case ConfigValue.Text text:
                SetText(library, config, (delegate* unmanaged[Cdecl]<nint, byte*, nint>)address, text.Value);
                break;
            case ConfigValue.Flag flag:
                fixed (byte* name = Encoding.UTF8.GetBytes(flag.Name + '\0'), value = Encoding.UTF8.GetBytes(flag.Value + '\0'))
                {
                    ((delegate* unmanaged[Cdecl]<nint, byte*, byte*, void>)address)(config, name, value);
                }

                break;
        }
    }

    private static void SetText(WasmtimeLibrary library, nint config, delegate* unmanaged[Cdecl]<nint, byte*, nint> set, string value)
    {
        fixed (byte* text = Encoding.UTF8.GetBytes(value + '\0'))
        {
            var error = set(config, text);
            if (error != 0)
            {
                throw new UnsupportedSettingException($"the library refuses target {value}: {library.TakeMessage(error)}");
            }
        }
    }
}

/// <summary>Settings an engine cannot be given; the message is the reason.</summary>
public sealed class UnsupportedSettingException(string message) : Exception(message);
