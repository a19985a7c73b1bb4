using CompileBench.Analysis.Fleet;
using CompileBench.Analysis.Tests.Simulation;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Analysis.Tests.Fleet;

public sealed class CanaryCheckTests(ITestOutputHelper output)
{
    private const int Fleets = 300;

    private static readonly string[] Settings = [SettingNames.Baseline, SettingNames.NoneSinglePass, SettingNames.Winch];

    /// <summary>The misrate of 1% over fleets, with the noise so large that only chance decides.</summary>
    [Theory]
    [InlineData(3, 1)]
    [InlineData(6, 3)]
    [InlineData(20, 2)]
    public void Find_HonestFleets_AreAccusedAsSeldomAsTheMisrateSays(int hosts, int rounds)
    {
        var noise = new SimulatedNoise(17);
        var accused = Enumerable.Range(0, Fleets).Count(_ => CanaryCheck.Find(Canaries(noise, hosts, rounds, 0.06, _ => 1), Hosts(hosts)).Count > 0);

        output.WriteLine($"{hosts} hosts, {rounds} rounds: {accused} of {Fleets} honest fleets have a departure");
        Assert.InRange(accused, 0, Fleets / 25);
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(5, 1)]
    [InlineData(20, 1)]
    public void Find_HostThatIsATenthSlowerUnderOneSetting_IsNamedAlone(int hosts, int rounds)
    {
        var noise = new SimulatedNoise(19);

        // Every host has another speed, which is no departure.
        var found = CanaryCheck.Find(Canaries(noise, hosts, rounds, 0.006, host => host == 1 ? 1.1 : 1), Hosts(hosts));

        Assert.NotEmpty(found);
        Assert.All(found, d => Assert.Equal((1, SettingNames.Winch), (d.Host, d.Case.Settings)));
        Assert.All(found, d => Assert.InRange(d.Ratio / d.Expected, d.Tolerance, 1.2));
    }

    [Fact]
    public void Find_TwoHosts_NobodyCanTellWhichDeparts()
    {
        var found = CanaryCheck.Find(Canaries(new SimulatedNoise(23), 2, 3, 0.001, host => host == 1 ? 2 : 1), Hosts(2));

        Assert.Empty(found);
        Assert.Equal([0, 1], CanaryCheck.NotJudged(Hosts(2)));
        Assert.Empty(CanaryCheck.NotJudged(Hosts(3)));
    }

    private static HostDescription[] Hosts(int count) => [.. Enumerable.Range(0, count).Select(i => new HostDescription($"host-{i}", "an OS", "x64", "a CPU", 2, 1, ".NET", 0))];

    private static List<CaseRecord> Canaries(SimulatedNoise noise, int hosts, int rounds, double scatter, Func<int, double> lie) =>
    [
        .. from host in Enumerable.Range(0, hosts)
           from module in new[] { "one", "two" }
           from settings in Settings
           select new CaseRecord
           {
               Operation = OperationNames.Compile,
               Module = module,
               Settings = settings,
               Engine = "e",
               ModuleDigest = "sha256:1",
               EngineDigest = "sha256:0",
               Outcome = OutcomeKind.Completed,
               StartedAt = DateTimeOffset.UnixEpoch,
               Samples =
               [
                   .. Enumerable.Range(1, rounds).Select(round => new CompileTimeSample(
                       round, 0, SampleKind.Warm, 1, (long)(1e7 * (1 + host) * (settings == SettingNames.Winch ? 0.2 * lie(host) : 1) * Math.Exp(scatter * noise.Normal())), null) { Round = round, Host = host }),
               ],
           },
    ];
}
