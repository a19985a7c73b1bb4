using System.Collections.Immutable;
using CompileBench.Engines.Settings;
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
internal sealed class CandidateSource(ulong seed, IReadOnlyList<CompilerSettings> settings, IReadOnlyList<ImmutableArray<PatternStep>> motifs)
{
    private const WasmFeatures EverythingUsed = WasmFeatures.Version2 | WasmFeatures.Memory64 | WasmFeatures.Exceptions;

    /// <summary>The candidates from a number on.</summary>
    public IReadOnlyList<Candidate> Next(long first, int count, EliteGrid grid)
    {
        List<Elite> all = [.. grid.All];
        var elites = all.ToLookup(e => e.Settings, StringComparer.Ordinal);
        return [.. Enumerable.Range(0, count).Select(i => Create(first + i, all, elites))];
    }

    /// <summary>The features that candidates of a setting may need.</summary>
    public static WasmFeatures FeaturesFor(CompilerSettings setting) =>
        setting.BaseName == SettingNames.Winch ? WasmFeatures.Winch & EverythingUsed : EverythingUsed;

    private Candidate Create(long number, List<Elite> all, ILookup<string, Elite> elites)
    {
        var random = new SeededRandom(seed ^ (((ulong)number + 1) * 0xD1B54A32D192ED03));
        var setting = settings[(int)(number % settings.Count)];
        var breeder = new PatternBreeder(random, FeaturesFor(setting));
        var own = elites[setting.Name].ToList();
        var pattern = random.Below(10) switch
        {
            < 3 => breeder.Create(),
            < 5 when motifs.Count > 0 => breeder.CreateAround(motifs[random.Below(motifs.Count)]),
            < 8 => EliteGrid.Pick(random, own) is { } parent ? breeder.Mutate(parent.Pattern) : breeder.Create(),
            < 9 => EliteGrid.Pick(random, own) is { } one && EliteGrid.Pick(random, own) is { } other ? breeder.Cross(one.Pattern, other.Pattern) : breeder.Create(),

            // What is steep under one setting may be so under another.
            _ => EliteGrid.Pick(random, all) is { } foreign && (foreign.Pattern.Features & ~FeaturesFor(setting)) == 0 ? breeder.Mutate(foreign.Pattern) : breeder.Create(),
        };
        return new Candidate(number, setting.Name, pattern);
    }
}
