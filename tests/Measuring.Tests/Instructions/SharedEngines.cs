using CompileBench.Engines.Probing;
using CompileBench.Measuring.Instructions;
using Xunit;

namespace CompileBench.Measuring.Tests.Instructions;

/// <summary>The engines tests may use: the package's always, others where they lie beside the repository.</summary>
public static class SharedEngines
{
    /// <summary>Labels of all of them, the package's first.</summary>
    public static TheoryData<string> Labels { get; } = [EngineBuild.PackageWord, "36.0.0", "44.0.0", "45.0.0", "49.0.0"];

    /// <summary>An engine by its label; skips the test where it is absent or nothing can be counted.</summary>
    public static EngineBuild ForCounting(string label)
    {
        Assert.SkipUnless(InstructionCounter.MissingHere is null, InstructionCounter.MissingHere ?? "");
        return Find(label);
    }

    /// <summary>An engine by its label; skips the test where it is absent.</summary>
    public static EngineBuild Find(string label)
    {
        if (label == EngineBuild.PackageWord)
        {
            return EngineBuild.FromPackage();
        }

        return EngineBuild.FromFile(label, SharedFiles.RequireEngine(label));
    }
}
