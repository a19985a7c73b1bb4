namespace CompileBench.Modules.Wasm.Format;

/// <summary>What an instruction does, as far as counting goes. Every instruction is of exactly one class; <see cref="InstructionTable"/> says which.</summary>
public enum InstructionClass : byte
{
    Unreachable,
    Nop,
    Drop,

    /// <summary><c>select</c>, with and without a type.</summary>
    Select,

    Block,
    Loop,
    If,
    Else,
    End,

    /// <summary><c>try</c> and <c>try_table</c>.</summary>
    Try,

    /// <summary><c>catch</c>, <c>catch_all</c> and <c>delegate</c> of the older encoding of exceptions.</summary>
    Handler,

    /// <summary><c>throw</c>, <c>throw_ref</c> and <c>rethrow</c>.</summary>
    Throw,

    /// <summary><c>br</c>.</summary>
    Branch,

    /// <summary><c>br_if</c>.</summary>
    ConditionalBranch,

    /// <summary><c>br_on_null</c>, <c>br_on_non_null</c>, <c>br_on_cast</c> and <c>br_on_cast_fail</c>.</summary>
    ReferenceBranch,

    /// <summary><c>br_table</c>.</summary>
    BranchTable,

    Return,

    /// <summary><c>call</c> and <c>return_call</c>.</summary>
    DirectCall,

    /// <summary><c>call_indirect</c> and <c>return_call_indirect</c>.</summary>
    IndirectCall,

    /// <summary><c>call_ref</c> and <c>return_call_ref</c>, and what switches stacks: <c>suspend</c>, <c>resume</c>, <c>resume_throw</c>, <c>resume_throw_ref</c> and <c>switch</c>.</summary>
    ReferenceCall,

    LocalGet,
    LocalSet,
    LocalTee,
    GlobalGet,
    GlobalSet,

    /// <summary>Numeric constants; <see cref="SimdConstant"/> stands apart.</summary>
    Constant,

    /// <summary>Integer arithmetic, that of 128 bits too, bits, shifts and sign extension, but for <see cref="Division"/>.</summary>
    Integer,

    /// <summary>Integer division and remainder: they trap, and compile to control flow.</summary>
    Division,

    IntegerComparison,

    /// <summary>Arithmetic of floating-point numbers.</summary>
    Float,

    FloatComparison,

    /// <summary>From one number type to another, the saturating ones too.</summary>
    Conversion,

    /// <summary>Loads of numbers.</summary>
    Load,

    /// <summary>Stores of numbers.</summary>
    Store,

    /// <summary><c>memory.size</c> and <c>memory.grow</c>.</summary>
    MemorySize,

    /// <summary><c>memory.init</c>, <c>memory.copy</c>, <c>memory.fill</c> and <c>data.drop</c>.</summary>
    BulkMemory,

    /// <summary>Everything that works on a table, and <c>elem.drop</c>.</summary>
    Table,

    /// <summary>Atomic accesses, waits, wakes and the fence.</summary>
    Atomic,

    /// <summary>Null and function references: making them, testing them, comparing them. Continuations: making them and binding their arguments.</summary>
    Reference,

    /// <summary>Reads and writes of structs and arrays, <c>i31</c>, conversions between references.</summary>
    Gc,

    /// <summary>Making a struct or an array.</summary>
    GcAllocation,

    /// <summary>Casts and tests of a reference's type.</summary>
    GcCast,

    /// <summary><c>v128.const</c>.</summary>
    SimdConstant,

    /// <summary>Loads and stores of vectors and of single lanes.</summary>
    SimdMemory,

    /// <summary>Splats, lanes in and out, shuffles and swizzles.</summary>
    SimdLane,

    /// <summary>Every other vector operator.</summary>
    Simd,
}
