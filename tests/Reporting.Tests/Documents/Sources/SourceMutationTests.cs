using System.Text;
using CompileBench.Reporting.Documents;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Documents.Sources;
using CompileBench.Reporting.Exchange;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Reporting.Tests.Documents.Sources;

public sealed class SourceMutationTests
{
    private const string BenchmarkDotNet = """
        {"HostEnvironmentInfo":{"LogicalCoreCount":2,"OsVersion":"x"},"Benchmarks":[{"Method":"Compile","Parameters":"Module=a&Settings=winch&Engine=1","Measurements":[
        {"IterationMode":"Workload","IterationStage":"Actual","LaunchIndex":1,"IterationIndex":1,"Operations":2,"Nanoseconds":600.5}]}]}
        """;

    private static readonly string[] Splices = ["null", "[]", "{}", "-1", "1e999", "\"\"", "99999999999999999999", "true", "\\u0000", ",", "}", "]", "\"", "0.5"];

    [Theory]
    [InlineData("bdn")]
    [InlineData("sightglass")]
    [InlineData("profiles")]
    [InlineData("cases")]
    public void Read_MutatedFile_IsReadOrRefusedInOneLine(string kind)
    {
        using var directory = new TestFolder();
        var random = new Random(kind.Length);
        var run = SyntheticRun.Create(1);
        var original = kind switch
        {
            "bdn" => BenchmarkDotNet,
            "sightglass" => Encoding.UTF8.GetString(Sightglass([run])),
            "profiles" => """{"modules":[{"name":"synthetic-000","codeSectionBytes":12,"metrics":{"a":1},"functions":[{"index":1,"bodyBytes":5}]}]}""",
            _ => Encoding.UTF8.GetString(RecordsJson.Line(run.Records[0])) + "\n",
        };
        var path = kind is "profiles" or "cases" ? Directory.CreateDirectory(Path.Combine(directory.Path, "run")).FullName : Path.Combine(directory.Path, "x.json");
        var target = kind switch { "profiles" => Path.Combine(path, "profiles.json"), "cases" => Path.Combine(path, "cases.jsonl"), _ => path };
        if (Directory.Exists(path))
        {
            File.WriteAllBytes(Path.Combine(path, "run.json"), RecordsJson.Document(run.Manifest));
        }

        for (var i = 0; i < 400; i++)
        {
            File.WriteAllText(target, Mutate(random, original));
            try
            {
                _ = new ReportSet([RunSource.Read(path)]).Charts;
            }
            catch (RecordFormatException refusal)
            {
                Assert.DoesNotContain('\n', refusal.Message);
            }
        }
    }

    private static string Mutate(Random random, string text)
    {
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(text.Length);
            var length = Math.Min(random.Next(0, 12), text.Length - at);
            text = random.Next(3) == 0 ? text[..at] + text[(at + length)..] : text[..at] + Splices[random.Next(Splices.Length)] + text[(at + length)..];
            if (text.Length == 0)
            {
                return text;
            }
        }

        return text;
    }

    private static byte[] Sightglass(IReadOnlyList<RunData> runs)
    {
        using var stream = new MemoryStream();
        SightglassExport.Json(runs, stream);
        return stream.ToArray();
    }
}
