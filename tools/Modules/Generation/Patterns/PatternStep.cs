using System.Globalization;
using CompileBench.Modules.Generation.Fuzzing;
using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Patterns;

/// <summary>
/// One step of a motif: an instruction with the rule for its index. A step always fits: what it needs and does not find on the operand stack is
/// written before it, and a step without meaning where it stands writes nothing.
/// </summary>
/// <param name="Kind">What it writes.</param>
/// <param name="Code">The opcode of an operator or access; the type of a constant, variable or select; the signature of a call; the form of a block.</param>
/// <param name="Index">The index, offset, constant or label in the first repetition; 0 where there is none.</param>
/// <param name="Order">How the index changes.</param>
public readonly record struct PatternStep(StepKind Kind, int Code = 0, int Index = 0, IndexOrder Order = IndexOrder.Repeat)
{
    /// <summary>A block without parameters and results.</summary>
    public const int Plain = 0;

    /// <summary>A block that takes up to three values from the stack and leaves values of their types.</summary>
    public const int Through = 1;

    /// <summary>The first of the forms of blocks that leave one value: this one and the type's number.</summary>
    public const int WithResult = 2;

    /// <summary>The code of a <c>br_table</c> that names every open block where that does not make the module grow with the square of its size.</summary>
    public const int AllLabels = 1;

    private static readonly Dictionary<Opcode, OperatorRow> Operators =
        NumericOperators.All.Rows.Concat(VectorOperators.Standard.Rows.Where(r => r.Lanes == 0)).ToDictionary(r => r.Opcode);

    private static readonly Dictionary<Opcode, OperatorRow> Accesses =
        MemoryOperators.Numbers.Rows.Concat(MemoryOperators.Vectors.Rows.Where(r => r.Lanes == 0)).ToDictionary(r => r.Opcode);

    /// <summary>The operators that a step can be.</summary>
    internal static IReadOnlyDictionary<Opcode, OperatorRow> KnownOperators => Operators;

    /// <summary>The memory accesses that a step can be.</summary>
    internal static IReadOnlyDictionary<Opcode, OperatorRow> KnownAccesses => Accesses;

    /// <summary>Whether the step has an index that can advance.</summary>
    public bool HasIndex => Kind is StepKind.Access or StepKind.Constant or StepKind.LocalGet or StepKind.LocalSet or StepKind.LocalTee
        or StepKind.GlobalGet or StepKind.GlobalSet or StepKind.CallNeighbour or StepKind.Branch or StepKind.BranchIf or StepKind.BranchTable
        or StepKind.StructNew or StepKind.StructGet or StepKind.StructSet or StepKind.RefCast or StepKind.RefTest or StepKind.BranchOnCast;

    /// <summary>Reads a step from the text that <see cref="ToString"/> gives, such as <c>local.get i32 3 advance</c>.</summary>
    /// <exception cref="FormatException">The text is no step; the message quotes it.</exception>
    public static PatternStep Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = text.Split(' ');
        var order = words.Length > 1 && Enum.TryParse<IndexOrder>(words[^1], ignoreCase: true, out var named) && !char.IsDigit(words[^1][0]) ? named : (IndexOrder?)null;
        var rest = order is null ? words[1..] : words[1..^1];
        var index = 0;
        if (rest.Length > 0 && int.TryParse(rest[^1], NumberStyles.None, CultureInfo.InvariantCulture, out index))
        {
            rest = rest[..^1];
        }

        if (!TryFind(words[0], rest, out var kind, out var code))
        {
            throw new FormatException($"'{text}' is no step of a pattern");
        }

        if (kind is not (StepKind.Call or StepKind.CallIndirect))
        {
            return new PatternStep(kind, code, index, order ?? IndexOrder.Repeat);
        }

        return index < CalleeSignature.All.Count ? new PatternStep(kind, index) : throw new FormatException($"'{text}' names no signature: there are {CalleeSignature.All.Count}");
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var name = Kind switch
        {
            StepKind.Operator or StepKind.Access => InstructionTable.Find((Opcode)Code)!.Name,
            StepKind.Constant => $"{(PatternTypes.IsReference(Code) ? "null" : "const")} {PatternTypes.Name(Code)}",
            StepKind.LocalGet or StepKind.LocalSet or StepKind.LocalTee or StepKind.GlobalGet or StepKind.GlobalSet or StepKind.Select => $"{Word(Kind)} {PatternTypes.Name(Code)}",
            StepKind.Call or StepKind.CallIndirect => $"{Word(Kind)} {Code}",
            StepKind.Block or StepKind.Loop or StepKind.If or StepKind.Try or StepKind.Throw => Word(Kind) + FormText(Code),
            StepKind.BranchTable when Code == AllLabels => Word(Kind) + " all",
            _ => Word(Kind),
        };
        return HasIndex ? string.Create(CultureInfo.InvariantCulture, $"{name} {Index}{(Order == IndexOrder.Repeat ? "" : Order == IndexOrder.Advance ? " advance" : " cross")}") : name;
    }

    private static string FormText(int form) => form switch
    {
        Plain => "",
        Through => " through",
        _ => " " + PatternTypes.Name(form - WithResult),
    };

    private static string Word(StepKind kind) => kind switch
    {
        StepKind.LocalGet => "local.get",
        StepKind.LocalSet => "local.set",
        StepKind.LocalTee => "local.tee",
        StepKind.GlobalGet => "global.get",
        StepKind.GlobalSet => "global.set",
        StepKind.CallIndirect => "call_indirect",
        StepKind.CallNeighbour => "call_neighbour",
        StepKind.Branch => "br",
        StepKind.BranchIf => "br_if",
        StepKind.BranchTable => "br_table",
        StepKind.Try => "try_table",
        StepKind.MemorySize => "memory.size",
        StepKind.MemoryGrow => "memory.grow",
        StepKind.MemoryCopy => "memory.copy",
        StepKind.MemoryFill => "memory.fill",
        StepKind.StructNew => "struct.new",
        StepKind.StructGet => "struct.get",
        StepKind.StructSet => "struct.set",
        StepKind.RefCast => "ref.cast",
        StepKind.RefTest => "ref.test",
        StepKind.RefIsNull => "ref.is_null",
        StepKind.BranchOnCast => "br_on_cast",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private static bool TryFind(string word, string[] rest, out StepKind kind, out int code)
    {
        (kind, code) = (StepKind.Drop, 0);
        if (word is "const" or "null")
        {
            kind = StepKind.Constant;
            return rest.Length == 1 && (code = PatternTypes.Find(rest[0])) >= 0;
        }

        if (InstructionTable.Find(word) is { } info && (Operators.ContainsKey(info.Opcode) || Accesses.ContainsKey(info.Opcode)))
        {
            (kind, code) = (Operators.ContainsKey(info.Opcode) ? StepKind.Operator : StepKind.Access, (int)info.Opcode);
            return rest.Length == 0;
        }

        foreach (var candidate in Enum.GetValues<StepKind>().Where(k => k is not (StepKind.Operator or StepKind.Access or StepKind.Constant)))
        {
            if (Word(candidate) == word)
            {
                kind = candidate;
                return TryReadCode(kind, rest, ref code);
            }
        }

        return false;
    }

    private static bool TryReadCode(StepKind kind, string[] rest, ref int code)
    {
        switch (kind)
        {
            case StepKind.LocalGet or StepKind.LocalSet or StepKind.LocalTee or StepKind.GlobalGet or StepKind.GlobalSet or StepKind.Select:
                return rest.Length == 1 && (code = PatternTypes.Find(rest[0])) >= 0;
            case StepKind.Try or StepKind.Throw when rest is ["through"]:
                return false;
            case StepKind.Block or StepKind.Loop or StepKind.If or StepKind.Try or StepKind.Throw:
                code = rest switch { [] => Plain, ["through"] => Through, [var type] when PatternTypes.Find(type) >= 0 => WithResult + PatternTypes.Find(type), _ => -1 };
                return code >= 0;
            case StepKind.BranchTable:
                code = rest is ["all"] ? AllLabels : 0;
                return rest is [] or ["all"];
            default:
                return rest.Length == 0;
        }
    }
}
