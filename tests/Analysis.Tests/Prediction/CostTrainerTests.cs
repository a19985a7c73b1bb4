using CompileBench.Analysis.Prediction;
using CompileBench.Analysis.Prediction.Evaluation;
using CompileBench.Analysis.Prediction.Features;
using CompileBench.Analysis.Prediction.Training;
using CompileBench.Analysis.Randomness;
using CompileBench.Modules.Generation.Fuzzing;
using CompileBench.Results.Schema;
using CompileBench.Results.Schema.Models;
using Xunit;

namespace CompileBench.Analysis.Tests.Prediction;

public sealed class CostTrainerTests
{
    private static readonly Lazy<TrainingSet> Set = new(() => Invented(seed: 1));
    private static readonly Lazy<CostModelDocument> Model = new(() => CostTrainer.Train(Set.Value, CrossValidation.Run(Set.Value)));

    [Fact]
    public void Train_SameRows_GivesTheSameBytes()
    {
        var again = CostTrainer.Train(Invented(seed: 1), CrossValidation.Run(Invented(seed: 1)));

        Assert.Equal(ModelsJson.Document(Model.Value), ModelsJson.Document(again));
    }

    [Fact]
    public void Train_RowsInAnotherOrder_PredictsTheSame()
    {
        var reversed = Set.Value with { Rows = [.. Set.Value.Rows.Reverse()] };
        var other = CostModel.FromDocument(CostTrainer.Train(reversed, CrossValidation.Run(reversed)));
        var module = FuzzRecipe.Parse("fuzz-default@900").Generate();

        var ratio = other.Predict(module).Settings[0].Nanoseconds!.Value / CostModel.FromDocument(Model.Value).Predict(module).Settings[0].Nanoseconds!.Value;

        Assert.InRange(ratio, 0.999, 1.001);
    }

    [Fact]
    public void Document_ReadBack_IsTheSame()
    {
        var bytes = ModelsJson.Document(Model.Value);

        Assert.Equal(bytes, ModelsJson.Document(ModelsJson.ReadModel(bytes)));
    }

    [Fact]
    public void ReadModel_NewerSchema_SaysSo()
    {
        var newer = ModelsJson.Document(Model.Value with { Schema = 99 });

        Assert.Contains("schema 99", Assert.Throws<RecordFormatException>(() => ModelsJson.ReadModel(newer)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Predict_UnseenModulesOfTheSameLaw_AreNearTheirCost()
    {
        var model = CostModel.FromDocument(Model.Value);
        for (ulong seed = 500; seed < 520; seed++)
        {
            var module = FuzzRecipe.Parse($"fuzz-default@{seed}").Generate();
            var predicted = model.Predict(module).Settings[0].Nanoseconds!;

            Assert.InRange(predicted.Value / Law(ModuleFeatures.Read(module)), 0.9, 1.1);
        }
    }

    [Fact]
    public void Predict_Intervals_LieAroundThePredictionAndInsideOneAnother()
    {
        var time = CostModel.FromDocument(Model.Value).Predict(FuzzRecipe.Parse("fuzz-all@7").Generate()).Settings[0].Nanoseconds!;

        Assert.True(time.Lower90 <= time.Lower50 && time.Lower50 <= time.Value && time.Value <= time.Upper50 && time.Upper50 <= time.Upper90);
    }

    [Fact]
    public void Predict_HostTwiceAsSlow_DoublesTimesAndLeavesBytes()
    {
        var module = FuzzRecipe.Parse("fuzz-default@8").Generate();
        var model = CostModel.FromDocument(Model.Value);

        var (here, there) = (model.Predict(module).Settings[0], model.Predict(module, host: _ => new HostFactor(2, 1.1)).Settings[0]);

        Assert.Equal(2 * here.Nanoseconds!.Value, there.Nanoseconds!.Value, 3);
        Assert.Equal(2 * here.Nanoseconds.Upper90 * 1.1, there.Nanoseconds.Upper90, 3);
        Assert.Equal(here.CodeBytes, there.CodeBytes);
    }

    [Fact]
    public void Predict_HeaviestFunctions_AreInOrderAndTheirSharesAddUpToLessThanAll()
    {
        var heaviest = CostModel.FromDocument(Model.Value).Predict(FuzzRecipe.Parse("fuzz-default@9").Generate()).Settings[0].Heaviest;

        Assert.Equal(5, heaviest.Count);
        Assert.Equal(heaviest.OrderByDescending(f => f.Nanoseconds), heaviest);
        Assert.InRange(heaviest.Sum(f => f.Share), 0.01, 1);
    }

    [Fact]
    public void Predict_SettingsThatTheModelLacks_Throws() =>
        Assert.Throws<ArgumentException>(() => CostModel.FromDocument(Model.Value).Predict(FuzzRecipe.Parse("fuzz-default@1").Generate(), ["no-such"]));

    [Theory]
    [InlineData("no-such-feature", 1.0)]
    [InlineData("functions", -1.0)]
    [InlineData("functions", 0.0)]
    public void FromDocument_TermThatCannotBeApplied_IsRefused(string feature, double weight)
    {
        var part = Model.Value.Parts[0];
        var broken = Model.Value with { Parts = [part with { Terms = [new CostModelTerm(feature, weight, 1)] }] };

        Assert.Throws<RecordFormatException>(() => CostModel.FromDocument(broken));
    }

    [Fact]
    public void Run_PredictionsOfAGroup_DoNotDependOnItsCosts()
    {
        var group = Set.Value.Rows[0].Module.Group;
        var changed = Set.Value with { Rows = [.. Set.Value.Rows.Select(r => r.Module.Group == group ? r with { Nanoseconds = r.Nanoseconds * 40 } : r)] };

        double Predicted(TrainingSet set) => CrossValidation.Run(set)[0].Predictions.First(p => p.Group == group).Predicted;

        // The fit begins at weights that have seen the group, so that the last digits may differ.
        Assert.InRange(Predicted(changed) / Predicted(Set.Value), 0.98, 1.02);
    }

    // Random modules as if they were real, ten to a package, whose costs follow a law with noise of two per cent.
    private static TrainingSet Invented(ulong seed)
    {
        var random = new SplitMix64(seed);
        var rows = new List<TrainingRow>();
        for (var i = 0; i < 80; i++)
        {
            var features = ModuleFeatures.Read(FuzzRecipe.Parse($"fuzz-default@{i}").Generate());
            var noise = 0.98 + (random.NextBelow(1000) / 25_000.0);
            rows.Add(new TrainingRow(new TrainingModule($"m{i}", TrainingKind.Real, $"package {i % 8}", features), "fast", Law(features) * noise, 1e6 + features.Values[1], 5 * features.Values[1] * noise));
        }

        return new TrainingSet("1.0.0", "sha256:0", "a processor", ["a run"], rows);
    }

    private static double Law(ModuleFeatures features) =>
        300_000 + (50_000 * features.Values[CostFeatures.PlaceOf("functions")]) + (2_000 * features.Values[CostFeatures.PlaceOf("codeOperators")]) + (800 * features.Values[CostFeatures.PlaceOf("basicBlocks")]);
}
