using System.Globalization;
using CompileBench.Modules.Profiling;
using CompileBench.Modules.Wasm.Editing;

namespace CompileBench.Measuring.Training;

/// <summary>
/// Makes modules that compile one function of a real module: every other body becomes <c>unreachable</c>, and custom sections go. Their names are
/// the module's name, <c>.only-</c> and the function's index, so that a record alone says how to make the module again.
/// </summary>
public static class SingleFunctions
{
    private const string Infix = ".only-";

    // Of smaller functions the cost of the module around them hides the cost.
    private const int FewestBytes = 200;

    /// <summary>Splits the name of such a module; false where it is none.</summary>
    /// <param name="name">A module's name.</param>
    /// <param name="module">The name of the real module.</param>
    /// <param name="body">The place of the function's body in the code section, from 0.</param>
    public static bool TrySplit(string name, out string module, out int body)
    {
        ArgumentNullException.ThrowIfNull(name);
        var at = name.LastIndexOf(Infix, StringComparison.Ordinal);
        (module, body) = (at > 0 ? name[..at] : name, -1);
        return at > 0 && int.TryParse(name.AsSpan(at + Infix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out body);
    }

    /// <summary>The name of the module that keeps one function.</summary>
    public static string NameFor(string module, int body) => module + Infix + body.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// Chooses functions by size: the largest, and others spread evenly over the functions of 200 bytes or more. The same module and number give
    /// the same choice.
    /// </summary>
    /// <param name="module">The module's bytes.</param>
    /// <param name="number">How many at most.</param>
    /// <returns>Places in the code section, largest function first.</returns>
    public static IReadOnlyList<int> Choose(ReadOnlySpan<byte> module, int number)
    {
        var sizes = new List<(int Body, double Bytes)>();
        ModuleProfiler.Profile(module, new ProfileOptions
        {
            HeaviestFunctions = 0,
            OnFunction = (in FunctionCounts function) => sizes.Add((sizes.Count, FunctionMetrics.BodyBytes.GetValue(function))),
        });
        var large = sizes.Where(s => s.Bytes >= FewestBytes).OrderByDescending(s => s.Bytes).ThenBy(s => s.Body).Select(s => s.Body).ToList();

        // A module of one function is measured whole anyway.
        return sizes.Count < 2 ? [] : [.. Enumerable.Range(0, Math.Min(number, large.Count)).Select(i => large[(int)((long)i * large.Count / number)]).Distinct()];
    }

    /// <summary>Makes the module that keeps one function.</summary>
    /// <param name="module">The real module.</param>
    /// <param name="body">The place of the kept body in the code section.</param>
    /// <exception cref="ArgumentOutOfRangeException">The module has no such body.</exception>
    public static byte[] Keep(byte[] module, int body)
    {
        var parts = ModuleParts.Find(module);
        ArgumentOutOfRangeException.ThrowIfNegative(body);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(body, parts.Bodies.Count);
        var others = Enumerable.Range(0, parts.Bodies.Count).Where(i => i != body);
        return (ModuleEdit.None with { TrappedBodies = [.. others], WithoutCustomSections = true }).Apply(parts);
    }
}
