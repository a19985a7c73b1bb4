namespace CompileBench.Modules.Generation.Ladders;

/// <summary>The reports of slow compiles that the ladders were made from, oldest first.</summary>
public static class KnownSlowCompiles
{
    // Reports that several shapes reproduce, or none. A report of one shape can also stand with the shape.
    private static readonly KnownSlowCompile[] Shared =
    [
        new("cranelift#1243", 2019, "a br_table of 34*R labels, quadratic in R"),
        new("wt#911", 2020, "assorted small fuzz modules", "many modules without a shape in common: the fuzz generator stands for them"),
        new("wt#3414", 2021, "deeply nested blocks with few branches, the function repeated about 100 times"),
        new("wt#3415", 2021, "a long run of i64.rem_s and i32.rem_s"),
        new("wt#3441", 2021, "about 20,000 empty loops in sequence"),
        new("wt#3468", 2021, "about 20,000 empty loops in sequence"),
        new("wt#3523", 2021, "one very large function with many calls and live values"),
        new("ra2 66d6821", 2021, "about 1,000 references live across 1,000 safepoints, released in reverse order"),
        new("wt#4038", 2022, "a br_table with very many entries, all to one target", "the slow part was a check that only runs under a fuzzer"),
        new("wt#4060", 2022, "about 11,000 nested loops with epoch interruption", "epoch interruption is the knob +epochs of a setting"),
        new("wt#4291", 2022, "one value passed alternately as first and second argument over a long run of calls"),
        new("wt#4727", 2022, "a function of 100,000 operations in the stacks fuzzer", "any shape at that size: there is no shape to reproduce"),
        new("wt#4923", 2022, "15,000 blocks that each add 1 to the same local"),
        new("wt#5328", 2022, "the same i32.load repeated, as the .NET runtime has it"),
        new("wt#6798", 2023, "2,000 functions of 1,000 calls each to one function", "the padding of 64 KiB between functions is a setting of the engine"),
        new("ra2#203", 2024, "about 50,000 branches that carry a value to one result block"),
        new("wt#7874", 2024, "a 64-bit number added to itself many times and then wrapped to 32 bits"),
        new("wt#10033", 2025, "a module found by a fuzzer", "the module's shape was not described: the fuzz generator stands for it"),
        new("wt#10579", 2025, "a chain of selects between two copies of a value"),
        new("wt#12229", 2025, "62,000 instructions: 22,000 global.get, 17,000 call, 5,600 struct.new"),
        new("ra2#219", 2025, "real contracts and one function of 30 KB", "known by its modules only, which are others' property: no shape was named"),
        new("ref-fvm#2142", 2025, "real contracts and one function of 30 KB", "known by its modules only, which are others' property: no shape was named"),
        new("wt#13068", 2026, "a chain of additions and subtractions found by a fuzzer, which can be rewritten in ever more ways"),
        new("teavm#1228", 2026, "a start function of 3.7 MB that makes the objects of an application"),
        new("jsoo#2165", 2026, "a parser's table of 6,913 references, made by one array.new_fixed", "reported of V8, whose safepoint tables it filled"),
        new("wt#14210", 2026, "N globals with struct.new initialisers", "the copying collector is a setting of the engine that its C interface lacks"),
    ];

    /// <summary>All reports, those that no module can express included.</summary>
    public static IReadOnlyList<KnownSlowCompile> All { get; } =
        [.. Shared.Concat(LadderShapes.All.SelectMany(shape => shape.Reports)).OrderBy(report => report.Year)];
}
