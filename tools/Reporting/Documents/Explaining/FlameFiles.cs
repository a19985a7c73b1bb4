using CompileBench.Analysis.Explanation;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Explaining;

/// <summary>Writes flame graphs: one file per setting, with the setting in the file's name where there are several.</summary>
public static class FlameFiles
{
    private static readonly string[] Stages = [.. CompilerStage.All.Select(s => s.Name)];

    /// <summary>Writes counted compiles.</summary>
    /// <returns>One line per compile: the file, or the reason there is none.</returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static IReadOnlyList<string> Write(string file, IReadOnlyList<CompileExplanation> explanations) =>
        [.. explanations.Select(e => e.Tree is { } tree
            ? WriteOne(NameOf(file, e.Settings, explanations.Count), Draw(e, tree))
            : $"{e.Settings}: no flame graph, stages {ExplanationWords.StagesUnknown}")];

    /// <summary>Writes sampled compiles.</summary>
    /// <returns>The files.</returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static IReadOnlyList<string> Write(string file, IReadOnlyList<SampledExplanation> sampled) =>
        [.. sampled.Select(s => WriteOne(NameOf(file, s.Settings, sampled.Count), Draw(s)))];

    private static string NameOf(string file, string settings, int count) => count == 1 ? file : $"{Path.ChangeExtension(file, null)}.{settings}.svg";

    private static string WriteOne(string file, string drawing)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        File.WriteAllText(file, drawing);
        return file;
    }

    private static string Draw(CompileExplanation explanation, CallTreeNode tree) => FlameGraph.Svg(
        $"{explanation.Module}: one compile by Wasmtime {explanation.Engine}, {explanation.Settings}",
        $"{InstructionText.Format(explanation.Instructions)} instructions, not time; width: instructions of a function and its callees, divided in proportion below shared functions; parts below 0.05% are not drawn",
        "instructions",
        Stages,
        Frame(tree));

    private static FlameFrame Frame(CallTreeNode node) =>
        new(node.Name, RustName.Brief(node.Name), node.Stage.Name, node.Instructions, [.. node.Children.Select(Frame)]);

    private static string Draw(SampledExplanation sampled)
    {
        // Recorded stacks are cut short to keep sampling cheap: only the stage and the executing function are certain.
        var stages = sampled.Functions.GroupBy(f => f.Stage).OrderBy(g => CompilerStage.All.IndexOf(g.Key)).Select(g => new FlameFrame(
            g.Key.Name,
            g.Key.Name,
            g.Key.Name,
            g.Sum(f => f.Samples),
            [.. g.Select(f => new FlameFrame(f.Name, RustName.Brief(f.Name), f.Stage.Name, f.Samples, []))]));
        return FlameGraph.Svg(
            $"{sampled.Module}: one compile by Wasmtime {sampled.Engine}, {sampled.Settings}",
            $"{sampled.Samples:N0} samples of time in {ExplanationWords.Duration(sampled.Compile)}, not instructions; stage, then executing function",
            "samples",
            Stages,
            new FlameFrame("compile", "compile", CompilerStage.Other.Name, sampled.Samples, [.. stages]));
    }
}
