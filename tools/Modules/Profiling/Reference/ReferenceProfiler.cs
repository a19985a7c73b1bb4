using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;
using CompileBench.Modules.Wasm.Reading.Sections;

namespace CompileBench.Modules.Profiling.Reference;

/// <summary>
/// The specification of a function's metrics in code: each metric by its definition, with sets, lists and one step per instruction, on top of the
/// exact reader. It is many times slower than <see cref="ModuleProfiler"/>, which has to agree with it on every function of every module.
/// </summary>
public static class ReferenceProfiler
{
    /// <summary>Counts every function that has a body.</summary>
    /// <param name="module">The module's bytes.</param>
    /// <param name="onFunction">Called for each body in the module's order, with every metric that functions have under its name.</param>
    /// <exception cref="WasmDecodeException">The bytes are malformed.</exception>
    public static void Count(ReadOnlySpan<byte> module, Action<IReadOnlyDictionary<string, double>> onFunction) =>
        ModuleDecoder.Decode(module, new Visitor(onFunction));

    private sealed class Visitor(Action<IReadOnlyDictionary<string, double>> onFunction) : ModuleVisitor
    {
        private readonly ReferenceTypes _types = new();
        private int _imported;
        private bool _hasMemory64;

        public override void VisitType(in TypeEntry type) => _types.AddType(type);

        public override void VisitFunction(int typeIndex) => _types.AddFunction(typeIndex);

        public override void VisitTag(int typeIndex) => _types.AddTag(typeIndex);

        public override void VisitImport(in Import import)
        {
            if (import.Kind == ExternalKind.Function)
            {
                _imported++;
                _types.AddFunction(import.TypeIndex);
            }
            else if (import.Kind == ExternalKind.Memory)
            {
                _hasMemory64 |= import.IsMemory64;
            }
            else if (import.Kind == ExternalKind.Tag)
            {
                _types.AddTag(import.TypeIndex);
            }
        }

        public override void VisitMemory(in MemoryType memory) => _hasMemory64 |= memory.Limits.Is64Bit;

        public override void VisitBody(in FunctionBody body) =>
            onFunction(new ReferenceFunction(_types, _types.Function(_imported + body.Index), _hasMemory64).Count(body));
    }
}
