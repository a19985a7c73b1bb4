using System.Buffers;
using CompileBench.Modules.Generation.Fuzzing.Bodies;
using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Writing;

namespace CompileBench.Modules.Generation.Fuzzing;

/// <summary>
/// Makes valid modules from 64-bit seeds. The same seed and options give the same bytes on every system and in every version. Every module is valid
/// when the features of the options are enabled. The modules are for compiling: they may trap or never end when run.
/// </summary>
public static class FuzzGenerator
{
    /// <summary>Makes the module of a seed.</summary>
    /// <exception cref="FormatException">An option is out of range; the message says which and what its range is.</exception>
    public static byte[] Generate(ulong seed, FuzzOptions options)
    {
        using var module = Assemble(seed, options);
        return module.ToArray();
    }

    /// <summary>Makes the module of a seed and writes it.</summary>
    /// <exception cref="FormatException">An option is out of range; the message says which and what its range is.</exception>
    public static void Generate(ulong seed, FuzzOptions options, Stream destination)
    {
        using var module = Assemble(seed, options);
        module.WriteTo(destination);
    }

    /// <summary>Makes the module of a seed and writes it.</summary>
    /// <exception cref="FormatException">An option is out of range; the message says which and what its range is.</exception>
    public static void Generate(ulong seed, FuzzOptions options, IBufferWriter<byte> destination)
    {
        using var module = Assemble(seed, options);
        module.WriteTo(destination);
    }

    private static ModuleAssembler Assemble(ulong seed, FuzzOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Fault() is { } fault)
        {
            throw new FormatException(fault);
        }

        options = options with { Features = WasmFeatureNames.WithRequired(options.Features) };
        var random = new SeededRandom(seed);
        var module = new ModuleAssembler();
        var plan = ModulePlanner.Draw(options, random, module);
        var fuzzer = new FunctionFuzzer(options, random, module, plan);
        foreach (var type in plan.Functions.Skip(plan.ImportedFunctions))
        {
            fuzzer.Write(type);
        }

        return module;
    }
}
