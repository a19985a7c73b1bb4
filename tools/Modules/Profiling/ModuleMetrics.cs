namespace CompileBench.Modules.Profiling;

/// <summary>Metrics of a module's parts and of how its code is spread.</summary>
public static class ModuleMetrics
{
    public static ComplexityMetric ModuleBytes { get; } = Bytes("moduleBytes", "The whole module.", totals => totals.ModuleBytes);

    /// <summary>The size that compile time is first seen against.</summary>
    public static ComplexityMetric CodeSectionBytes { get; } = Bytes("codeSectionBytes", "The contents of the code section.", totals => totals.CodeSectionBytes);

    public static ComplexityMetric DataBytes { get; } = Bytes("dataBytes", "The bytes of all data segments.", totals => totals.DataBytes);

    public static ComplexityMetric CustomSectionBytes { get; } =
        Bytes("customSectionBytes", "The contents of all custom sections: names, debug information, ...", totals => totals.CustomSectionBytes);

    public static ComplexityMetric FunctionCount { get; } = Count("functionCount", "Functions with a body; imported ones are not counted.", totals => totals.Functions);

    public static ComplexityMetric ImportCount { get; } = Count("importCount", "Imports of any kind.", totals => totals.Imports);

    public static ComplexityMetric ImportedFunctionCount { get; } = Count("importedFunctionCount", "Imported functions.", totals => totals.ImportedFunctions);

    public static ComplexityMetric TypeCount { get; } = Count("typeCount", "Types of the type section.", totals => totals.Types);

    public static ComplexityMetric RecursionGroupCount { get; } =
        Count("recursionGroupCount", "Recursion groups of types; a type outside any is one of its own.", totals => totals.RecursionGroups);

    public static ComplexityMetric TableCount { get; } = Count("tableCount", "Tables, imported ones included.", totals => totals.Tables);

    public static ComplexityMetric MemoryCount { get; } = Count("memoryCount", "Memories, imported ones included.", totals => totals.Memories);

    public static ComplexityMetric GlobalCount { get; } = Count("globalCount", "Globals, imported ones included.", totals => totals.Globals);

    public static ComplexityMetric TagCount { get; } = Count("tagCount", "Exception tags, imported ones included.", totals => totals.Tags);

    public static ComplexityMetric ExportCount { get; } = Count("exportCount", "Exports.", totals => totals.Exports);

    public static ComplexityMetric ElementSegmentCount { get; } = Count("elementSegmentCount", "Element segments.", totals => totals.ElementSegments);

    public static ComplexityMetric TableElements { get; } = Count("tableElements", "Items of element segments, null references included.", totals => totals.TableElements);

    public static ComplexityMetric DataSegmentCount { get; } = Count("dataSegmentCount", "Data segments.", totals => totals.DataSegments);

    public static ComplexityMetric ConstantExpressionBytes { get; } = Bytes(
        "constantExpressionBytes",
        "Expressions outside functions: values of globals, initial elements of tables, places of segments, elements.",
        totals => totals.ConstantExpressionBytes);

    public static ComplexityMetric ConstantInstructions { get; } = Count(
        "constantInstructions",
        "Instructions of expressions that give the values of globals, tables and elements, without their ends and without the places of segments.",
        totals => totals.ConstantInstructions);

    public static ComplexityMetric ConstantAllocations { get; } =
        Count("constantAllocations", "Those of them that make a struct or an array.", totals => totals.ConstantAllocations);

    public static ComplexityMetric MedianBodyBytes { get; } = Bytes("medianBodyBytes", "The median size of function bodies.", totals => totals.BodySizes.Median);

    public static ComplexityMetric Percentile90BodyBytes { get; } =
        Bytes("percentile90BodyBytes", "Nine bodies in ten are as large as this or smaller.", totals => totals.BodySizes.Percentile90);

    public static ComplexityMetric Percentile99BodyBytes { get; } =
        Bytes("percentile99BodyBytes", "99 bodies in a hundred are as large as this or smaller.", totals => totals.BodySizes.Percentile99);

    public static ComplexityMetric LargestBodyShare { get; } =
        Ratio("largestBodyShare", "The largest body's share of the bytes of all bodies.", totals => totals.BodySizes.LargestShare);

    public static ComplexityMetric BodyBytesGini { get; } =
        Ratio("bodyBytesGini", "Gini coefficient of body sizes: 0 where all are equal, near 1 where one has nearly all bytes.", totals => totals.BodySizes.Gini);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ComplexityMetric> All { get; } =
    [
        ModuleBytes, CodeSectionBytes, DataBytes, CustomSectionBytes, FunctionCount, ImportCount, ImportedFunctionCount, TypeCount, RecursionGroupCount,
        TableCount, MemoryCount, GlobalCount, TagCount, ExportCount, ElementSegmentCount, TableElements, DataSegmentCount, ConstantExpressionBytes,
        ConstantInstructions, ConstantAllocations, MedianBodyBytes, Percentile90BodyBytes, Percentile99BodyBytes, LargestBodyShare, BodyBytesGini,
    ];

    private static ComplexityMetric Bytes(string name, string description, Func<ModuleTotals, double> get) =>
        ComplexityMetric.ForModule(name, MetricUnit.Bytes, description, get);

    private static ComplexityMetric Count(string name, string description, Func<ModuleTotals, double> get) =>
        ComplexityMetric.ForModule(name, MetricUnit.Count, description, get);

    private static ComplexityMetric Ratio(string name, string description, Func<ModuleTotals, double> get) =>
        ComplexityMetric.ForModule(name, MetricUnit.Ratio, description, get);
}
