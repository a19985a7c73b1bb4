using CompileBench.Engines.Settings;
using CompileBench.Measuring.Sharding;
using CompileBench.Modules.Generation;
using CompileBench.Modules.Generation.Patterns;
using CompileBench.Modules.Wasm.Format;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Hunting;

/// <summary>
/// Makes candidates. A candidate depends on the seed, its number and the grid alone: the same seed, and a metric that repeats, give the same hunt.
/// </summary>
/// <param name="seed">The seed.</param>
/// <param name="settings">The settings; candidates take them in turn.</param>
/// <param name="motifs">Motifs taken from modules.</param>
/// <param name="shard">Which of several hunts of one seed this is: each makes candidates of its own.</param>
internal sealed class CandidateSource(ulong seed, IReadOnlyList<CompilerSettings> settings, HuntMotifs motifs, ShardNumber shard)
{
    // Where findings are known, as many candidates avoid the instructions of one of them: what is known to be slow hides what else may be.
    private const int AvoidsOneIn = 2;

    private const WasmFeatures EverythingUsed = WasmFeatures.Version2 | WasmFeatures.Memory64 | WasmFeatures.Exceptions | WasmFeatures.FunctionReferences | WasmFeatures.Gc;

    /// <summary>Takes what the grid and the findings say now. The function that it returns makes the candidate of a number; several threads can call it while the grid does not change.</summary>
    public Func<long, Candidate> Prepare(EliteGrid grid, KnownGrowth growth)
    {
        List<Elite> all = [.. grid.All];
        var elites = all.ToLookup(e => e.Settings, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        var words = settings.ToDictionary(s => s.Name, s => growth.WordsFor(s.Name), StringComparer.Ordinal);
        return number => Create(number, all, elites, words);
    }

    /// <summary>The features that candidates of a setting may need.</summary>
    public static WasmFeatures FeaturesFor(CompilerSettings setting) =>
        setting.BaseName == SettingNames.Winch ? WasmFeatures.Winch & EverythingUsed : EverythingUsed;

    private Candidate Create(long number, List<Elite> all, Dictionary<string, List<Elite>> elites, Dictionary<string, IReadOnlyList<IReadOnlySet<string>>> known)
    {
        var ofAllShards = ((ulong)number * (ulong)shard.Count) + (ulong)shard.Index;
        var random = new SeededRandom(seed ^ (ofAllShards * 0xD1B54A32D192ED03));
        var setting = settings[(int)(number % settings.Count)];
        var breeder = new PatternBreeder(random, FeaturesFor(setting));
        if (number / settings.Count is var turn && turn < motifs.Functions.Count)
        {
            // Whole functions of the named modules come first, each once under each setting: they are what the hunt was asked about.
            return new Candidate(number, setting.Name, breeder.CreateAround(motifs.Functions[(int)turn]));
        }

        var own = elites.GetValueOrDefault(setting.Name) ?? [];
        var pattern = random.Below(20) switch
        {
            var draw when draw < motifs.Twentieths => breeder.CreateAround(motifs.Pick(random)),
            < 8 => breeder.Create(),
            < 11 => breeder.CreateSmall(),
            < 17 => EliteGrid.Pick(random, own) is { } parent ? breeder.Mutate(parent.Pattern) : breeder.Create(),
            < 18 => EliteGrid.Pick(random, own) is { } one && EliteGrid.Pick(random, own) is { } other ? breeder.Cross(one.Pattern, other.Pattern) : breeder.Create(),

            // What is steep under one setting may be so under another.
            _ => EliteGrid.Pick(random, all) is { } foreign && (foreign.Pattern.Features & ~FeaturesFor(setting)) == 0 ? breeder.Mutate(foreign.Pattern) : breeder.Create(),
        };
        var words = known[setting.Name];
        return new Candidate(number, setting.Name, words.Count > 0 && random.OneIn(AvoidsOneIn) ? breeder.Avoid(pattern, words[random.Below(words.Count)]) : pattern);
    }
}
