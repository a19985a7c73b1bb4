using System.Text;
using CompileBench.Engines.Native;

namespace CompileBench.Engines.Execution;

/// <summary>
/// What a WASI program is given: arguments, the variables that its workload names, standard input and one folder to read. It gets nothing of the system's
/// environment, no network and no other file.
/// </summary>
/// <param name="Functions">The library's functions.</param>
/// <param name="Arguments">The arguments, without the program's own name.</param>
/// <param name="Environment">The environment variables.</param>
/// <param name="Input">Standard input.</param>
/// <param name="Folder">The folder that the program sees as its current one; null for none.</param>
internal sealed unsafe record WasiWorld(WasiFunctions Functions, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment, ReadOnlyMemory<byte> Input, string? Folder)
{
    // Programs read their own name from the first argument; the value must not depend on where the module lies.
    private const string ProgramName = "module.wasm";

    /// <summary>Gives a store its WASI world, whose output the host captures.</summary>
    /// <returns>The engine's error, 0 for none.</returns>
    /// <exception cref="IOException">The folder cannot be opened.</exception>
    public nint Attach(nint context, ExecutionHost host)
    {
        var config = Functions.ConfigNew();
        SetArguments(config);
        SetEnvironment(config);
        WasmtimeLibrary.ByteVector input;
        fixed (byte* bytes = Input.Span)
        {
            Functions.NewBytes(&input, (nuint)Input.Length, bytes);
        }

        Functions.SetInput(config, &input);
        Functions.SetOutput(config, ExecutionHost.WriteCallback, host.OutputHandle, 0);
        Functions.SetError(config, ExecutionHost.WriteCallback, host.ErrorHandle, 0);
        if (Folder is not null)
        {
            fixed (byte* path = Encoding.UTF8.GetBytes(Folder + '\0'), name = "."u8)
            {
                if (!Functions.OpenToRead(config, path, name))
                {
                    throw new IOException($"the engine cannot open the folder {Folder}");
                }
            }
        }

        return Functions.ContextSet(context, config);
    }

    private void SetArguments(nint config)
    {
        using var texts = new NativeTexts(Arguments.Prepend(ProgramName));
        Functions.SetArguments(config, (nuint)texts.Count, texts.Pointers);
    }

    private void SetEnvironment(nint config)
    {
        if (Environment.Count > 0)
        {
            using var names = new NativeTexts(Environment.Keys);
            using var values = new NativeTexts(Environment.Values);
            _ = Functions.SetEnvironment(config, (nuint)names.Count, names.Pointers, values.Pointers);
        }
    }
}
