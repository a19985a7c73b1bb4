using System.Globalization;
using CompileBench.Engines.Settings;
using CompileBench.Measuring.Hunting;
using CompileBench.Measuring.Tests.Duel;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;
using Xunit;

namespace CompileBench.Measuring.Tests.Hunting;

/// <summary>
/// A hunt in an engine that burns time quadratic in the number of <c>select</c> instructions. It judges live times, so it runs only on request:
/// <c>COMPILEBENCH_PLANTED_HUNT_SECONDS=90</c>.
/// </summary>
public sealed class PlantedHuntTests : IDisposable
{
    private const string Variable = "COMPILEBENCH_PLANTED_HUNT_SECONDS";

    private readonly TestFolder _folder = new();

    [Fact]
    public void Start_AnEngineThatIsQuadraticInSelects_FindsThem()
    {
        Assert.SkipUnless(
            int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds),
            $"judges live times for long: set {Variable}=90 to run it");

        var run = HuntRun.Start(
            new HuntRequest
            {
                Engine = PlantedEngine.QuadraticInSelects(_folder),
                Settings = [CompilerSettings.All.First(s => s.Name == SettingNames.NoneSinglePass)],
                Time = TimeSpan.FromSeconds(seconds),
                UsesLadders = false,
                Out = _folder.Path,
            },
            [],
            TextWriter.Null,
            TestContext.Current.CancellationToken);

        var findings = HuntResultsFile.Read(run)!.Findings;
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', findings.Select(f => $"{f.Name} {f.Slope:0.00} {f.Lower:0.00} {f.InstructionSlope:0.00} {f.MotifBytes:0}")));
        Assert.Contains(findings, f => f.Signature.Contains("select", StringComparison.Ordinal) && f.Lower > 1.3);
    }

    public void Dispose() => _folder.Dispose();
}
