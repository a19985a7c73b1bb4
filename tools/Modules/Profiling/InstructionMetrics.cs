using CompileBench.Modules.Wasm.Format;
using static CompileBench.Modules.Wasm.Format.InstructionClass;

namespace CompileBench.Modules.Profiling;

/// <summary>Instructions by class, one metric per class, and a few sums of classes. Unreachable instructions are counted too.</summary>
public static class InstructionMetrics
{
    private static readonly Dictionary<InstructionClass, ComplexityMetric> Classes = new()
    {
        [Unreachable] = One(Unreachable, "unreachables", "unreachable instructions."),
        [Nop] = One(Nop, "nops", "nop instructions."),
        [Drop] = One(Drop, "drops", "drop instructions."),
        [Select] = One(Select, "selects", "select instructions, typed ones included."),
        [Block] = One(Block, "blocks", "block instructions."),
        [Loop] = One(Loop, "loops", "loop instructions."),
        [If] = One(If, "ifs", "if instructions."),
        [Else] = One(Else, "elses", "else instructions."),
        [End] = One(End, "ends", "end instructions, those of functions included."),
        [Try] = One(Try, "tries", "try and try_table instructions."),
        [Handler] = One(Handler, "handlers", "catch, catch_all and delegate instructions."),
        [Throw] = One(Throw, "throws", "throw, throw_ref and rethrow instructions."),
        [Branch] = One(Branch, "unconditionalBranches", "br instructions."),
        [ConditionalBranch] = One(ConditionalBranch, "conditionalBranches", "br_if instructions."),
        [ReferenceBranch] = One(ReferenceBranch, "referenceBranches", "Branches on null or on a cast."),
        [BranchTable] = One(BranchTable, "branchTables", "br_table instructions."),
        [Return] = One(Return, "returns", "return instructions."),
        [DirectCall] = One(DirectCall, "directCalls", "call and return_call instructions."),
        [IndirectCall] = One(IndirectCall, "indirectCalls", "call_indirect and return_call_indirect instructions."),
        [ReferenceCall] = One(ReferenceCall, "referenceCalls", "Calls of references, and instructions that suspend, resume or switch continuations."),
        [LocalGet] = One(LocalGet, "localGets", "local.get instructions."),
        [LocalSet] = One(LocalSet, "localSets", "local.set instructions."),
        [LocalTee] = One(LocalTee, "localTees", "local.tee instructions."),
        [GlobalGet] = One(GlobalGet, "globalGets", "global.get instructions."),
        [GlobalSet] = One(GlobalSet, "globalSets", "global.set instructions."),
        [Constant] = One(Constant, "constants", "Numeric constants."),
        [Integer] = One(Integer, "integerOperators", "Integer arithmetic and bit operators, divisions excluded."),
        [Division] = One(Division, "divisions", "Integer divisions and remainders."),
        [IntegerComparison] = One(IntegerComparison, "integerComparisons", "Integer comparisons and tests for zero."),
        [Float] = One(Float, "floatOperators", "Floating-point arithmetic."),
        [FloatComparison] = One(FloatComparison, "floatComparisons", "Floating-point comparisons."),
        [Conversion] = One(Conversion, "conversions", "Conversions between number types."),
        [Load] = One(Load, "loads", "Loads of numbers."),
        [Store] = One(Store, "stores", "Stores of numbers."),
        [MemorySize] = One(MemorySize, "memorySizeOperators", "memory.size and memory.grow instructions."),
        [BulkMemory] = One(BulkMemory, "bulkMemoryOperators", "memory.copy, memory.fill, memory.init and data.drop instructions."),
        [Table] = One(Table, "tableOperators", "Instructions that work on tables, and elem.drop."),
        [Atomic] = One(Atomic, "atomicOperators", "Atomic instructions, waits, wakes and fences included."),
        [InstructionClass.Reference] = One(InstructionClass.Reference, "referenceOperators", "Null and function references made, tested or compared, and continuations made."),
        [Gc] = One(Gc, "gcAccesses", "Reads and writes of structs and arrays, i31, conversions between references."),
        [GcAllocation] = One(GcAllocation, "gcAllocations", "Instructions that make a struct or an array."),
        [GcCast] = One(GcCast, "gcCasts", "Casts and tests of a reference's type."),
        [SimdConstant] = One(SimdConstant, "simdConstants", "v128.const instructions."),
        [SimdMemory] = One(SimdMemory, "simdMemoryOperators", "Vector loads and stores, of lanes too."),
        [SimdLane] = One(SimdLane, "simdLaneOperators", "Splats, lanes in and out, shuffles and swizzles."),
        [Simd] = One(Simd, "simdArithmeticOperators", "Every other vector operator."),
    };

    public static ComplexityMetric Calls { get; } =
        Several("calls", "Calls of any kind, tail calls included.", DirectCall, IndirectCall, ReferenceCall);

    public static ComplexityMetric Branches { get; } =
        Several("branches", "Branches of any kind.", Branch, ConditionalBranch, ReferenceBranch, BranchTable);

    public static ComplexityMetric LocalAccesses { get; } =
        Several("localAccesses", "local.get, local.set and local.tee instructions.", LocalGet, LocalSet, LocalTee);

    public static ComplexityMetric SimdOperators { get; } =
        Several("simdOperators", "Vector instructions of any kind.", SimdConstant, SimdMemory, SimdLane, Simd);

    public static ComplexityMetric ExceptionOperators { get; } =
        Several("exceptionOperators", "Instructions of either encoding of exceptions.", Try, Handler, Throw);

    // In a place of its own, since its maximum is a metric too.
    public static ComplexityMetric GcOperators { get; } =
        ComplexityMetric.Sum("gcOperators", MetricUnit.Count, "Structs, arrays, i31 and casts.", counters => counters[FunctionCounter.GcOperators]);

    /// <summary>All of them: one per class in the order of <see cref="InstructionClass"/>, then the sums.</summary>
    public static IReadOnlyList<ComplexityMetric> All { get; } =
        [.. Enum.GetValues<InstructionClass>().Select(ForClass), Calls, Branches, LocalAccesses, SimdOperators, ExceptionOperators, GcOperators];

    /// <summary>The number of instructions of a class.</summary>
    public static ComplexityMetric ForClass(InstructionClass @class) => Classes[@class];

    private static ComplexityMetric One(InstructionClass @class, string name, string description) =>
        ComplexityMetric.Sum(name, MetricUnit.Count, description, counters => counters[(int)@class]);

    private static ComplexityMetric Several(string name, string description, params InstructionClass[] classes) =>
        ComplexityMetric.Sum(name, MetricUnit.Count, description, counters =>
        {
            long sum = 0;
            foreach (var @class in classes)
            {
                sum += counters[(int)@class];
            }

            return sum;
        });
}
