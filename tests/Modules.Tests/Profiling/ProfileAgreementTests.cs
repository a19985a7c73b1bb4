using CompileBench.Modules.Generation;
using CompileBench.Modules.Generation.Ladders;
using CompileBench.Modules.Tests.Wasm.Reading;
using CompileBench.Modules.Wasm.Reading;
using Xunit;

namespace CompileBench.Modules.Tests.Profiling;

public sealed class ProfileAgreementTests
{
    [Fact]
    public void Profile_EveryModuleOfTheSpecification_CountsAsPlainly() =>
        Assert.Empty(Differences([.. Corpora.SpecValid, .. Corpora.SpecInvalid, .. Corpora.SpecMalformed]));

    [Fact]
    public void Profile_EveryModuleOfWasmSmith_CountsAsPlainly() =>
        Assert.Empty(Differences(Corpora.Smith));

    [Fact]
    public void Profile_EveryLadder_CountsAsPlainly()
    {
        var wrong = new List<string>();
        foreach (var shape in LadderShapes.All)
        {
            foreach (var size in new[] { shape.Sizes.Minimum, 20, 60 }.Where(size => size >= shape.Sizes.Minimum && size <= shape.Sizes.Maximum))
            {
                var difference = ProfileAgreement.Difference(GeneratorRecipe.Create(shape, size).Generate());
                if (difference.Length > 0)
                {
                    wrong.Add($"{shape.Name}@{size}: {difference}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Profile_RandomBodies_CountsAsPlainly()
    {
        for (var seed = 0; seed < 6_000; seed++)
        {
            var module = RandomBody.Module(seed);
            ModuleDecoder.Decode(module);
            var difference = ProfileAgreement.Difference(module);
            Assert.True(difference.Length == 0, $"seed {seed}: {difference}");
        }
    }

    private static List<string> Differences(IEnumerable<string> files) =>
        [.. from file in files let difference = ProfileAgreement.Difference(File.ReadAllBytes(file)) where difference.Length > 0 select $"{Path.GetFileName(file)}: {difference}"];
}
