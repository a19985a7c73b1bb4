using CompileBench.Modules.Wasm.Reading;
using CompileBench.Modules.Wasm.Reading.Sections;

namespace CompileBench.Modules.Tests.Profiling;

/// <summary>
/// Counts a module's functions the plain way, each metric by its definition: sets, lists and walks over all locals instead of stamps, trees and
/// windows. It reads through the exact reader. The real profiler has to agree with it on every function of every module.
/// </summary>
internal sealed class PlainProfile : ModuleVisitor
{
    private readonly List<TypeEntry> _types = [];
    private readonly List<int> _functions = [];
    private readonly List<int> _tags = [];
    private int _imported;

    /// <summary>For each function with a body its metrics by name.</summary>
    public List<Dictionary<string, double>> Functions { get; } = [];

    public static List<Dictionary<string, double>> Of(ReadOnlySpan<byte> module)
    {
        var profile = new PlainProfile();
        ModuleDecoder.Decode(module, profile);
        return profile.Functions;
    }

    public (int Parameters, int Results) Type(long type) => type >= 0 && type < _types.Count ? (_types[(int)type].Parameters, _types[(int)type].Results) : (0, 0);

    public (int Parameters, int Results) Function(long function) => function < _functions.Count ? Type(_functions[(int)function]) : (0, 0);

    public int Tag(long tag) => tag < _tags.Count ? Type(_tags[(int)tag]).Parameters : 0;

    public int Fields(long type) => type < _types.Count ? _types[(int)type].Fields : 0;

    public override void VisitType(in TypeEntry type) => _types.Add(type);

    public override void VisitFunction(int typeIndex) => _functions.Add(typeIndex);

    public override void VisitTag(int typeIndex) => _tags.Add(typeIndex);

    public override void VisitImport(in Import import)
    {
        if (import.Kind == ExternalKind.Function)
        {
            _imported++;
            _functions.Add(import.TypeIndex);
        }
        else if (import.Kind == ExternalKind.Tag)
        {
            _tags.Add(import.TypeIndex);
        }
    }

    public override void VisitBody(in FunctionBody body) => Functions.Add(new PlainFunction(this, Function(_imported + body.Index)).Count(body));
}
