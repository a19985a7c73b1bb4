using CompileBench.Analysis.Policy.Advising;
using CompileBench.Analysis.Policy.Choosing;
using CompileBench.Analysis.Policy.Costs;
using CompileBench.Analysis.Timing;
using CompileBench.Embedding;
using CompileBench.Engines.Probing;
using CompileBench.Modules.Catalog;
using Xunit;

namespace CompileBench.Cli.Tests.Advising;

/// <summary>Advice for real bytes, with the published model: no step of a growing module changes the expected total by more than the margin.</summary>
public sealed class NoCliffTests
{
    private const double Run = 1e6;
    private const int First = 200;
    private const int Steps = 12;

    private static readonly CompileCostModel Model = CompileCostModel.TryLoadFor(EngineBuild.FromPackage().Label)!;
    private static readonly string[] Settings = ["speed-backtracking", "winch"];

    [Fact]
    public void Advise_OneMoreFunctionOrByte_ChangesTheTotalByLessThanTheMargin()
    {
        // As many runs as bring the change from the default to Winch into the middle of the steps.
        var middle = Model.Predict(Module(First + (Steps / 2)), Settings).Settings.Select(s => s.Nanoseconds!.Mean).ToList();
        var margin = 1 + SettingPolicy.DefaultMargin;
        var runs = (middle[0] - (margin * middle[1])) / (Run * ((2 * margin) - 1));

        var advice = Enumerable.Range(First, Steps).SelectMany(n => new[] { Module(n), [.. Module(n), .. Custom(1)], [.. Module(n), .. Custom(2)] }).Select(bytes => Advise(bytes, runs)).ToList();

        Assert.Equal(Settings, advice.Select(a => a.Chosen.Settings).Distinct());
        Assert.All(advice.Zip(advice.Skip(1)), pair =>
            Assert.InRange(pair.Second.Chosen.TotalAfter(runs) / pair.First.Chosen.TotalAfter(runs), 1 / margin, margin));
    }

    private static ModuleAdvice Advise(byte[] module, double runs)
    {
        var evidence = new RunTimeEvidence([new ExecutedModule("m", "sha256:m", new Dictionary<string, TimeEstimate>
        {
            ["speed-backtracking"] = TimeEstimate.FromLaunches([[Run]])!, ["winch"] = TimeEstimate.FromLaunches([[2 * Run]])!,
        })]);
        return new ModuleAdvisor(new AdviceQuestion(Demand.FromRuns(runs), default), evidence, FirstCompileCost.Unknown)
            .Advise("grown", "sha256:grown", Model.Predict(module, Settings), new Dictionary<string, string>())!;
    }

    private static byte[] Module(int functions)
    {
        var catalog = ModuleCatalog.Load();
        Assert.True(catalog.TryFind($"calls-to-one-function@{functions}", out var entry, out var fault), fault);
        return catalog.Generate(entry);
    }

    // A custom section named x that holds some bytes.
    private static byte[] Custom(int bytes) => [0, (byte)(2 + bytes), 1, (byte)'x', .. new byte[bytes]];
}
