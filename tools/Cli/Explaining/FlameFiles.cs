using CompileBench.Measuring.Explaining;
using CompileBench.Measuring.Explaining.Stages;
using CompileBench.Reporting.Documents.Explaining;

namespace CompileBench.Cli.Explaining;

/// <summary>Writes flame graphs: one file an explanation, the settings in the name where there are several.</summary>
internal static class FlameFiles
{
    public static void Write(string file, IReadOnlyList<Explanation> explanations, TextWriter lines)
    {
        foreach (var explanation in explanations)
        {
            if (explanation.Tree is not { } tree)
            {
                lines.WriteLine($"{explanation.Settings}: no flame graph, phases {explanation.PhasesUnknown}");
                continue;
            }

            var path = explanations.Count == 1 ? file : Path.ChangeExtension(file, null) + $".{explanation.Settings}.svg";
            if (Path.GetDirectoryName(path) is { Length: > 0 } directory)
            {
                Directory.CreateDirectory(directory);
            }

            File.WriteAllText(path, Drawing(explanation, tree));
            lines.WriteLine(path);
        }
    }

    private static string Drawing(Explanation explanation, CallTreeNode tree) => FlameGraph.Svg(
        $"{explanation.Module}: one compile by Wasmtime {explanation.Engine}, {explanation.Settings}",
        $"{InstructionText.Of(explanation.Instructions)} instructions, not time; width = instructions of a function and what it calls, beneath shared functions in proportion; less than 0.05% is not drawn",
        "instructions",
        [.. CompilerPhase.All.Select(p => p.Name)],
        Frame(tree));

    private static FlameFrame Frame(CallTreeNode node) =>
        new(node.Name, RustName.Brief(node.Name), node.Phase.Name, node.Instructions, [.. node.Children.Select(Frame)]);
}
