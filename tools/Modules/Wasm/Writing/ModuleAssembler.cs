using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Writing;

/// <summary>
/// Puts a binary module together. Entries go to their section in the order of the calls, whatever the order between sections, so a
/// function can be declared, written and referred to in one pass; the sizes are known when the parts are, and nothing is written twice.
/// It checks no types: tests validate what is made with it. Not thread-safe; dispose of it to give the storage back.
/// </summary>
public sealed partial class ModuleAssembler : IDisposable
{
    private readonly SectionWriter?[] _sections = new SectionWriter?[SectionOrder.Count];
    private InstructionWriter? _body;
    private int _bodyStart;
    private int _bodies;
    private int _functions;
    private readonly BranchHints _branchHints = new();

    /// <summary>The functions so far, imported ones included: the index that the next one gets.</summary>
    public int FunctionCount => ImportedFunctions + _functions;

    /// <summary>Whether code refers to data segments, which makes the format want a count of them before the code.</summary>
    public bool CodeUsesDataSegments { get; set; }

    private int ImportedFunctions { get; set; }

    /// <summary>Declares a function of this type; its body follows through <see cref="BeginBody"/>, in the order of declaration.</summary>
    /// <returns>The function's index.</returns>
    public int DeclareFunction(int type)
    {
        Section(SectionId.Function).Add().WriteUnsigned((uint)type);
        return ImportedFunctions + _functions++;
    }

    /// <summary>Begins the next declared function's body; write it, its final <c>end</c> included, then call <see cref="EndBody"/>.</summary>
    public InstructionWriter BeginBody(params ReadOnlySpan<LocalGroup> locals)
    {
        var buffer = Section(SectionId.Code).Add();
        _body ??= new InstructionWriter(buffer);
        _bodyStart = buffer.BeginSized();
        buffer.WriteUnsigned((uint)locals.Length);
        foreach (var group in locals)
        {
            buffer.WriteUnsigned((uint)group.Count);
            buffer.WriteType(group.Type);
        }

        return _body;
    }

    /// <summary>Ends the body that was begun last.</summary>
    /// <returns>The body's size in bytes, which Wasmtime limits to <see cref="FormatLimits.BodyBytes"/>.</returns>
    public int EndBody()
    {
        var buffer = Section(SectionId.Code).Buffer;
        var size = buffer.Length - _bodyStart;
        buffer.EndSized(_bodyStart);
        _bodies++;
        return size;
    }

    /// <summary>Says of the branch that is written next, a <c>br_if</c> or <c>if</c>, whether it is likely: a hint of the proposal branch hints.</summary>
    public void HintBranch(bool isLikely) => _branchHints.Add(ImportedFunctions + _bodies, Section(SectionId.Code).Buffer.Length - _bodyStart, isLikely);

    /// <summary>Exports something under a name that no other export has.</summary>
    public void Export(string name, ExternalKind kind, int index)
    {
        var buffer = Section(SectionId.Export).Add();
        buffer.WriteName(name);
        buffer.WriteByte((byte)kind);
        buffer.WriteUnsigned((uint)index);
    }

    /// <summary>Names the function that runs at instantiation; it takes and leaves nothing.</summary>
    public void Start(int function) => Section(SectionId.Start).Add().WriteUnsigned((uint)function);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var section in _sections)
        {
            section?.Dispose();
        }
    }

    private SectionWriter Section(SectionId id) => _sections[SectionOrder.Rank(id)] ??= new SectionWriter(id);
}
