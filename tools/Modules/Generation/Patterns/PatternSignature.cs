using System.Collections.Immutable;
using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;
using CompileBench.Modules.Wasm.Reading.Sections;

namespace CompileBench.Modules.Generation.Patterns;

/// <summary>
/// What grows when a module of one shape doubles: the instructions that become more, each with its share, and whether blocks get deeper. It is read
/// from two modules, so that it describes a pattern and a ladder alike.
/// </summary>
public sealed record PatternSignature
{
    // An instruction below this share of the growth is the writer's own or the pattern's ballast.
    private const double LeastShare = 0.04;

    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "loop", "block", "if", "br", "br_if", "br_table", "call", "call_indirect", "call_ref", "return_call", "select", "try_table", "throw", "return", "memory.grow", "memory.copy", "memory.fill",
        "struct.new", "struct.get", "struct.set", "ref.cast", "ref.test", "br_on_cast",
    };

    private PatternSignature(ImmutableSortedDictionary<string, double> shares, bool deepens, bool addsFunctions) =>
        (Shares, Deepens, AddsFunctions) = (shares, deepens, addsFunctions);

    /// <summary>The share of each instruction in what is added, by the instruction's name; they sum to 1.</summary>
    public ImmutableSortedDictionary<string, double> Shares { get; }

    /// <summary>Whether blocks are nested deeper in the larger module.</summary>
    public bool Deepens { get; }

    /// <summary>Whether the larger module has many more functions.</summary>
    public bool AddsFunctions { get; }

    /// <summary>The control instructions, calls and kinds of access that matter, in alphabetical order: a coarse key for grouping. Where there are none, whether globals do.</summary>
    public string Key
    {
        get
        {
            var matter = Shares.Where(s => s.Value >= LeastShare).Select(s => s.Key).ToList();
            string[] words = [.. matter.Select(Coarse).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
            return (words.Length > 0 ? string.Join('+', words) : matter.Exists(name => name.StartsWith("global.", StringComparison.Ordinal)) ? "global" : "") + (Deepens ? "/deeper" : "");
        }
    }

    /// <summary>The words of a <see cref="Key"/>, and whether it says that blocks get deeper.</summary>
    public static (IReadOnlySet<string> Words, bool Deepens) ReadKey(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var parts = key.Split('/');
        return (parts[0].Split('+', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal), parts.Length > 1);
    }

    /// <summary>The word of <see cref="Key"/> that a step brings in; null where it brings in none.</summary>
    public static string? WordFor(PatternStep step) => step.Kind == StepKind.CallNeighbour ? "call" : Coarse(step.ToString().Split(' ')[0]);

    /// <summary>Reads the signature off a module and one of twice its size.</summary>
    public static PatternSignature FromModules(ReadOnlySpan<byte> small, ReadOnlySpan<byte> large)
    {
        var (less, more) = (new Counter(), new Counter());
        ModuleDecoder.Decode(small, less);
        ModuleDecoder.Decode(large, more);
        var growth = more.Counts.ToDictionary(c => c.Key, c => (double)(c.Value - less.Counts.GetValueOrDefault(c.Key))).Where(c => c.Value > 0).ToList();
        var total = Math.Max(1, growth.Sum(g => g.Value));
        return new PatternSignature(
            growth.ToImmutableSortedDictionary(g => g.Key, g => g.Value / total, StringComparer.Ordinal), more.Depth > less.Depth + 1, more.Functions > less.Functions + 2);
    }

    /// <summary>
    /// How alike two signatures are, 0 to 1: the cosine of the angle between their shares by kind of instruction, or 0 where one nests or adds
    /// functions and the other does not. Constants and drops do not count, and variables and plain operators, which mostly carry values from one place to another, count less than control.
    /// </summary>
    public double LikenessTo(PatternSignature other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Deepens != other.Deepens || AddsFunctions != other.AddsFunctions)
        {
            return 0;
        }

        var (own, others) = (ByKind(), other.ByKind());
        var product = own.Sum(s => s.Value * others.GetValueOrDefault(s.Key));
        var lengths = Math.Sqrt(own.Values.Sum(v => v * v) * others.Values.Sum(v => v * v));
        return lengths == 0 ? (own.Count == others.Count ? 1 : 0) : Math.Min(1, product / lengths);
    }

    private Dictionary<string, double> ByKind()
    {
        var kinds = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, share) in Shares)
        {
            var (kind, weight) = Coarse(name) is { } word ? (word, 1.0)
                : name.StartsWith("local.", StringComparison.Ordinal) ? ("local", 0.12)
                : name.StartsWith("global.", StringComparison.Ordinal) ? ("global", 0.15)
                : name.EndsWith(".const", StringComparison.Ordinal) || name is "drop" or "else" or "nop" ? ("", 0)
                : ("number", 0.25);
            if (weight > 0)
            {
                kinds[kind] = kinds.GetValueOrDefault(kind) + (share * weight);
            }
        }

        return kinds;
    }

    private static string? Coarse(string name) =>
        Words.Contains(name) ? name
        : name.StartsWith("ref.cast", StringComparison.Ordinal) ? "ref.cast"
        : name.StartsWith("ref.test", StringComparison.Ordinal) ? "ref.test"
        : name.Contains(".load", StringComparison.Ordinal) ? "load"
        : name.Contains(".store", StringComparison.Ordinal) ? "store"
        : name.Contains(".div", StringComparison.Ordinal) || name.Contains(".rem", StringComparison.Ordinal) ? "division"
        : null;

    private sealed class Counter : ModuleVisitor
    {
        public Dictionary<string, long> Counts { get; } = new(StringComparer.Ordinal);

        public int Depth { get; private set; }

        public int Functions { get; private set; }

        public override void VisitBody(in FunctionBody body)
        {
            Functions++;
            _ = body.ReadLocals(out var reader);
            using var instructions = new InstructionReader(reader, body.HasDataCount);
            while (instructions.MoveNext())
            {
                Depth = Math.Max(Depth, instructions.Depth);
                if (instructions.Current.Info.Class != InstructionClass.End)
                {
                    var name = instructions.Current.Info.Name;
                    Counts[name] = Counts.GetValueOrDefault(name) + 1;
                }
            }
        }
    }
}
