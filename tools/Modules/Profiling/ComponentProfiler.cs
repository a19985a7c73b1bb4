using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CompileBench.Modules.Wasm.Components;
using CompileBench.Modules.Wasm.Reading;

namespace CompileBench.Modules.Profiling;

/// <summary>
/// Makes the profile of a component: the sum of its core modules. What a component has beside them is not counted, but for its size. Functions are
/// numbered through the whole component, so that an index stands for one function.
/// </summary>
internal static class ComponentProfiler
{
    public static ModuleProfile Profile(ReadOnlySpan<byte> component, ProfileOptions options)
    {
        var totals = new ModuleTotals { ModuleBytes = component.Length };
        var sizes = new List<int>();
        var functions = new List<FunctionProfile>();
        var notices = ImmutableArray.CreateBuilder<string>();
        var modules = ImmutableArray.CreateBuilder<CoreModuleProfile>();
        var firstIndex = 0;
        foreach (var module in CoreModules.Find(component))
        {
            var part = ProfileOf(component, module, Numbered(options, firstIndex, module.Offset), sizes);
            totals.Add(part.Totals);
            functions.AddRange(part.Heaviest.Select(f => f.Inside(module, firstIndex)));
            firstIndex += (int)(part.Totals.ImportedFunctions + part.Totals.Functions);
            notices.AddRange(part.Notices.Select(notice => $"core module {module.Path}: {notice}"));
            modules.Add(new CoreModuleProfile(module, part.Totals.Functions, part.Totals.CodeSectionBytes));
        }

        totals.BodySizes = BodySizes.FromSizes(CollectionsMarshal.AsSpan(sizes));
        return new ModuleProfile(
            totals, [.. functions.OrderByDescending(options.HeaviestBy.GetValue).Take(options.HeaviestFunctions)], notices.ToImmutable()) { CoreModules = modules.ToImmutable() };
    }

    private static ProfileOptions Numbered(ProfileOptions options, int firstIndex, int firstOffset) => options.OnFunction is not { } tell ? options : options with
    {
        OnFunction = (in FunctionCounts function) => tell(new FunctionCounts(firstIndex + function.Index, firstOffset + function.Offset, function.Counters)),
    };

    private static unsafe ModuleProfile ProfileOf(ReadOnlySpan<byte> component, CoreModule module, ProfileOptions options, List<int> sizes)
    {
        try
        {
            fixed (byte* address = module.In(component))
            {
                var profiler = new ProfilingVisitor(address, module.Size, options);
                ModuleDecoder.Decode(module.In(component), profiler);
                sizes.AddRange(profiler.BodySizes);
                return profiler.Finish();
            }
        }
        catch (WasmDecodeException e)
        {
            throw new WasmDecodeException(e.Reason, e.Section, module.Offset + e.Offset, $"core module {module.Path}");
        }
    }
}

/// <summary>A core module of a component, with the figures that tell which one is large.</summary>
/// <param name="Module">Its place.</param>
/// <param name="Functions">Its functions with a body.</param>
/// <param name="CodeSectionBytes">The size of its code section, in bytes.</param>
public sealed record CoreModuleProfile(CoreModule Module, long Functions, long CodeSectionBytes);
