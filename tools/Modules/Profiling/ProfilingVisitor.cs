using CompileBench.Modules.Profiling.Scanning;
using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;
using CompileBench.Modules.Wasm.Reading.Sections;

namespace CompileBench.Modules.Profiling;

/// <summary>Counts while the decoder reads.</summary>
internal sealed unsafe class ProfilingVisitor : ModuleVisitor
{
    private readonly ProfileOptions _options;
    private readonly ModuleTotals _totals = new();
    private readonly TypeTable _types = new();
    private readonly BodyScanner _scanner;
    private readonly HeaviestFunctions _heaviest;
    private readonly FunctionNames _names;
    private readonly PinnedBuffer<int> _bodySizes = new(256);
    private int _bodies;

    /// <param name="module">Where the module lies; it must not move while the decoder reads.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="options">What to keep of single functions.</param>
    public ProfilingVisitor(byte* module, int length, ProfileOptions options)
    {
        _options = options;
        _totals.ModuleBytes = length;
        _scanner = new BodyScanner(_types);
        _scanner.SetModule(module, length);
        _heaviest = new HeaviestFunctions(options.HeaviestFunctions, options.HeaviestBy);
        _names = new FunctionNames(module);
    }

    /// <summary>The sizes of the bodies that were read, in bytes; in the order of bodies until <see cref="Finish"/> sorts them.</summary>
    public ReadOnlySpan<int> BodySizes => _bodySizes.Span[.._bodies];

    /// <summary>The profile of the module now read to its end.</summary>
    public ModuleProfile Finish()
    {
        _totals.BodySizes = Profiling.BodySizes.FromSizes(_bodySizes.Span[.._bodies]);
        var heaviest = _heaviest.Name(_names);
        return new ModuleProfile(_totals, heaviest, _names.Notices);
    }

    public override void VisitSection(in ModuleSection section)
    {
        switch (section.Id)
        {
            case SectionId.Code:
                _totals.CodeSectionBytes = section.Size;
                break;
            case SectionId.Custom:
                _totals.CustomSectionBytes += section.Size;
                break;
            case SectionId.Export:
                _names.NoteExportSection(section.Contents);
                break;
        }
    }

    public override void VisitCustom(in CustomSection custom)
    {
        if (custom.IsNames)
        {
            _names.NoteNameSection(custom.Contents);
        }
    }

    public override void VisitType(in TypeEntry type)
    {
        _totals.Types++;
        _totals.RecursionGroups += type.OpensGroup ? 1 : 0;
        _types.AddType(type);
    }

    public override void VisitImport(in Import import)
    {
        _totals.Imports++;
        switch (import.Kind)
        {
            case ExternalKind.Function:
                _totals.ImportedFunctions++;
                _types.AddFunction(import.TypeIndex);
                break;
            case ExternalKind.Table:
                _totals.Tables++;
                break;
            case ExternalKind.Memory:
                _totals.Memories++;
                _scanner.HasMemory64 |= import.IsMemory64;
                break;
            case ExternalKind.Global:
                _totals.Globals++;
                break;
            default:
                VisitTag(import.TypeIndex);
                break;
        }
    }

    public override void VisitFunction(int typeIndex)
    {
        _totals.Functions++;
        _types.AddFunction(typeIndex);
    }

    public override void VisitTable(in TableType table) => _totals.Tables++;

    public override void VisitMemory(in MemoryType memory)
    {
        _totals.Memories++;
        _scanner.HasMemory64 |= memory.Limits.Is64Bit;
    }

    public override void VisitGlobal(in GlobalType global) => _totals.Globals++;

    public override void VisitExport(in Export export) => _totals.Exports++;

    public override void VisitTag(int typeIndex)
    {
        _totals.Tags++;
        _types.AddTag(typeIndex);
    }

    public override void VisitElements(in ElementSegment segment)
    {
        _totals.ElementSegments++;
        _totals.TableElements += segment.Items;
    }

    public override void VisitConstantExpressions(in ConstantExpressions expressions)
    {
        _totals.ConstantExpressionBytes += expressions.Bytes;
        _totals.ConstantInstructions += expressions.Instructions;
        _totals.ConstantAllocations += expressions.Allocations;
    }

    public override void VisitData(in DataSegment segment)
    {
        _totals.DataSegments++;
        _totals.DataBytes += segment.Bytes;
    }

    public override void VisitBody(in FunctionBody body)
    {
        // Bodies come in the order of the functions defined here, which follow the imported ones.
        var function = (int)_totals.ImportedFunctions + body.Index;
        _scanner.Scan(body, function);
        _totals.Add(_scanner.Counters);
        _bodySizes.Grow(_bodies + 1);
        _bodySizes.Span[_bodies++] = body.Size;
        var counts = new FunctionCounts(function, body.Offset, _scanner.Counters);
        _heaviest.Offer(counts);
        _options.OnFunction?.Invoke(counts);
    }
}
