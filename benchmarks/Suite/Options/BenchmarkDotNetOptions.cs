using BenchmarkDotNet.ConsoleArguments;

namespace CompileBench.Benchmarks.Suite.Options;

/// <summary>The options BenchmarkDotNet itself knows, read from its own declarations so that the list cannot go stale.</summary>
internal static class BenchmarkDotNetOptions
{
    // Each spelling, with its dashes, and how many values it takes.
    private static readonly Dictionary<string, int> Values = typeof(CommandLineOptions).GetProperties()
        .SelectMany(p => p.GetCustomAttributesData()
            .Where(a => a.AttributeType.Name == "OptionAttribute")
            .SelectMany(a => a.ConstructorArguments)
            .Select(a => a.Value switch { char c => $"-{c}", string { Length: > 0 } s => $"--{s}", _ => "" })
            .Where(name => name.Length > 1)
            .Select(name => (name, values: MostValues(p.PropertyType))))
        .Append(("--help", 0))
        .DistinctBy(o => o.Item1, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(o => o.Item1, o => o.Item2, StringComparer.OrdinalIgnoreCase);

    /// <summary>All spellings, with their dashes.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Values.Keys];

    /// <summary>How many values an option takes: none, one, or any number (<see cref="int.MaxValue"/>); none for an unknown option.</summary>
    public static int ValuesOf(string name) => Values.GetValueOrDefault(name);

    /// <summary>Whether these arguments only ask BenchmarkDotNet to print something.</summary>
    public static bool OnlyPrints(IReadOnlyList<string> arguments) =>
        arguments.Any(a => Is(a, "--list") || Is(a, "--info") || Is(a, "--help"));

    /// <summary>Whether it is one of BenchmarkDotNet's, alone or as <c>--name=value</c>.</summary>
    public static bool Knows(string argument) => Names.Any(name => Is(argument, name));

    private static bool Is(string argument, string name) =>
        argument.Equals(name, StringComparison.OrdinalIgnoreCase)
        || argument.StartsWith(name + "=", StringComparison.OrdinalIgnoreCase);

    private static int MostValues(Type type) =>
        type == typeof(bool) || type == typeof(bool?) ? 0
        : type != typeof(string) && typeof(System.Collections.IEnumerable).IsAssignableFrom(type) ? int.MaxValue
        : 1;
}
