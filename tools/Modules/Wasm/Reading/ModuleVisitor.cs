using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading.Sections;

namespace CompileBench.Modules.Wasm.Reading;

/// <summary>
/// What <see cref="ModuleDecoder"/> tells of a module while it reads it. Override what matters; the rest is decoded all the same.
/// </summary>
public abstract class ModuleVisitor
{
    /// <summary>A section begins. Its contents follow through the other members.</summary>
    public virtual void VisitSection(in ModuleSection section)
    {
    }

    public virtual void VisitCustom(in CustomSection custom)
    {
    }

    public virtual void VisitType(in TypeEntry type)
    {
    }

    public virtual void VisitImport(in Import import)
    {
    }

    /// <summary>A function of this module and the index of its type, which may be out of range.</summary>
    public virtual void VisitFunction(int typeIndex)
    {
    }

    public virtual void VisitTable(in TableType table)
    {
    }

    public virtual void VisitMemory(in MemoryType memory)
    {
    }

    /// <summary>A tag and the index of its type, which may be out of range.</summary>
    public virtual void VisitTag(int typeIndex)
    {
    }

    public virtual void VisitGlobal(in GlobalType global)
    {
    }

    /// <summary>The constant expressions of the table, global, element segment or data segment that is visited next; called only where it has some.</summary>
    /// <param name="expressions">Their size.</param>
    public virtual void VisitConstantExpressions(in ConstantExpressions expressions)
    {
    }

    public virtual void VisitExport(in Export export)
    {
    }

    public virtual void VisitElements(in ElementSegment segment)
    {
    }

    public virtual void VisitData(in DataSegment segment)
    {
    }

    /// <summary>A function body. Who overrides this must refuse what <see cref="FunctionBody.Check"/> refuses, and nothing else.</summary>
    public virtual void VisitBody(in FunctionBody body) => body.Check();
}
