using System.Text.Json;
using CompileBench.Reporting.Documents;
using CompileBench.Reporting.Documents.Knobs;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Reporting.Tests.Documents.Knobs;

public sealed class KnobPageTests
{
    private const string Engine = "0.0.0-test";

    // Fuel costs half as much again to compile and three times as much to run; epochs scatter from round to round, so that their cost is not known. The
    // verifier leaves the code as it is.
    private static readonly RunData Run = new(
        SyntheticRun.Manifest([Engine], ["synthetic-000", "synthetic-001"]) with
        {
            Engines =
            [
                new EngineDescription(Engine, Engine, "sha256:" + new string('0', 64),
                [
                    new("winch", true, "compiled by winch"),
                    new("winch+fuel", true, "compiled by winch; fuel changes the machine code"),
                    new("winch+epochs", true, "compiled by winch; epochs changes the machine code"),
                    new("winch+verifier", true, "compiled by winch; verifier sets enable_verifier"),
                    new("winch+debug-info", false, "signal 6 (SIGABRT): panicked: called `Result::unwrap()` on an `Err` value: Winch does not generate it"),
                    new("pulley", false, "the library lacks a switch"),
                    new("pulley+fuel", false, "the library lacks a switch"),
                ]),
            ],
        },
        [
            .. from module in (string[])["synthetic-000", "synthetic-001"]
               from settings in (string[])["winch", "winch+fuel", "winch+epochs", "winch+verifier"]
               from operation in (string[])[OperationNames.Compile, OperationNames.Execute]
               select Record(module, settings, operation),
        ]);

    [Fact]
    public void Markdown_KnobsOfOneSetting_IsAsApproved() => ApprovedFile.Matches(KnobPage.Markdown([Run]), "page", "md");

    [Fact]
    public void Markdown_RunWithoutKnobs_SaysHowToMeasureThem()
    {
        var plain = new RunData(Run.Manifest, [.. Run.Records.Where(r => r.Settings == "winch")]);

        Assert.Contains("measure one with --knobs", Assert.Throws<RecordFormatException>(() => KnobPage.Markdown([plain])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToJson_RunWithKnobs_HasTheFiguresOfTheTable()
    {
        using var json = JsonDocument.Parse(ReportJson.ToJson(new ReportSet([Run]), []));

        var knobs = json.RootElement.GetProperty("knobs").EnumerateArray().ToDictionary(k => k.GetProperty("knob").GetString()!);
        var fuel = knobs["fuel"].GetProperty("compileTime");
        Assert.InRange(fuel.GetProperty("ratio").GetDouble(), fuel.GetProperty("lower").GetDouble(), fuel.GetProperty("upper").GetDouble());
        Assert.Equal(2, knobs["fuel"].GetProperty("artifactBytes").GetDouble());
        Assert.Equal(JsonValueKind.Null, knobs["epochs"].GetProperty("runTime").ValueKind);
    }

    private static CaseRecord Record(string module, string settings, string operation)
    {
        var isCompile = operation == OperationNames.Compile;
        double Factor(int round) => settings switch
        {
            "winch+fuel" => isCompile ? 1.5 : 3,
            "winch+verifier" => isCompile ? 1.4 : 0.97,
            "winch+epochs" when !isCompile => Math.Pow(8, round - 2),
            _ => 1,
        };
        return SyntheticRun.Record(module, settings, Engine,
        [
            .. from round in Enumerable.Range(1, 3)
               select new CompileTimeSample(round, 0, SampleKind.Warm, 1, (long)(1e6 * Factor(round) * (1 + (0.004 * (round % 2)) + (0.002 * (settings.Length % 3)))), null) { Round = round },
        ]) with
        {
            Operation = operation,
            ArtifactBytes = isCompile ? settings is "winch" or "winch+verifier" ? 1000 : 2000 : null,
        };
    }
}
