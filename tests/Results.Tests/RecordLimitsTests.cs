using System.Text;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;
using Xunit;

namespace CompileBench.Results.Tests;

public sealed class RecordLimitsTests : IDisposable
{
    private static readonly string Good = SchemaTexts.RecordVersion2.ReplaceLineEndings("");

    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("\"launch\":1", "\"launch\":0", "its samples[0].launch is less than 1")]
    [InlineData("\"iteration\":0", "\"iteration\":-1", "its samples[0].iteration is less than 0")]
    [InlineData("\"operations\":4", "\"operations\":0", "its samples[1].operations is less than 1")]
    [InlineData("\"nanoseconds\":42", "\"nanoseconds\":-42", "its samples[0].nanoseconds is less than 0")]
    [InlineData("\"nanoseconds\":42", "\"nanoseconds\":1e400", "its samples[0].nanoseconds cannot be read")]
    [InlineData("\"nanoseconds\":42", "\"nanoseconds\":99999999999999999999", "its samples[0].nanoseconds cannot be read")]
    [InlineData("\"cpuNanoseconds\":41", "\"cpuNanoseconds\":-1", "its samples[1].cpuNanoseconds is less than 0")]
    [InlineData("\"round\":8", "\"round\":0", "its samples[1].round is less than 1")]
    [InlineData("\"beforeNanoseconds\":9", "\"beforeNanoseconds\":-9", "its samples[1].reference.beforeNanoseconds is less than 0")]
    [InlineData("\"afterNanoseconds\":10", "\"afterNanoseconds\":-9", "its samples[1].reference.afterNanoseconds is less than 0")]
    [InlineData("\"peakNativeBytes\":5", "\"peakNativeBytes\":-5", "its peakNativeBytes is less than 0")]
    [InlineData("\"peakAnonymousBytes\":4", "\"peakAnonymousBytes\":-5", "its peakAnonymousBytes is less than 0")]
    [InlineData("\"codeBytes\":6", "\"codeBytes\":-5", "its codeBytes is less than 0")]
    [InlineData("\"artifactBytes\":7", "\"artifactBytes\":-5", "its artifactBytes is less than 0")]
    public void Read_NumberThatNoMeasurementGives_IsLeftOutWithANotice(string value, string instead, string reason)
    {
        Assert.Contains(value, Good, StringComparison.Ordinal);
        AssertLeftOut(Good.Replace(value, instead, StringComparison.Ordinal), reason);
    }

    [Theory]
    [InlineData("\"compile\"", "operation")]
    [InlineData("\"a\"", "module")]
    [InlineData("\"winch\"", "settings")]
    [InlineData("\"e\"", "engine")]
    [InlineData("\"sha256:0\"", "moduleDigest")]
    [InlineData("\"sha256:1\"", "engineDigest")]
    public void Read_HugeName_IsLeftOutWithANotice(string value, string place) =>
        AssertLeftOut(Good.Replace(value, $"\"{new string('x', 2_000_000)}\"", StringComparison.Ordinal), $"its {place} has 2000000 characters, the limit is 1024");

    [Fact]
    public void Read_HugeMessage_IsLeftOutWithANotice() =>
        AssertLeftOut(Good.Replace("\"message\":null", $"\"message\":\"{new string('x', 100_000)}\"", StringComparison.Ordinal), "its message has 100000 characters, the limit is 65536");

    [Fact]
    public void Read_TooManySamples_IsLeftOutWithANotice()
    {
        const string Sample = "{\"launch\":1,\"iteration\":0,\"kind\":\"cold\",\"operations\":1,\"nanoseconds\":42,\"cpuNanoseconds\":null}";
        var many = string.Join(',', Enumerable.Repeat(Sample, 1_000_001));
        AssertLeftOut(Good.Replace("\"samples\":[", $"\"samples\":[{many},", StringComparison.Ordinal), "its samples has 1000003 elements, the limit is 1000000");
    }

    [Fact]
    public void Read_MuchRubbish_IsCountedAndNotListed()
    {
        File.WriteAllText(_path, string.Concat(Enumerable.Repeat("rubbish\n", 5_000)) + Good + "\n");

        var content = JournalReader.Read(_path);

        Assert.Single(content.Records);
        Assert.Equal((101, 5_000), (content.Notices.Count, content.LinesLeftOut));
        Assert.EndsWith("4900 more lines were left out", content.Notices[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"measuredShare\":0.5", "\"measuredShare\":1e400", "its measuredShare is not a finite number from 0")]
    [InlineData("\"measuredShare\":0.5", "\"measuredShare\":-1", "its measuredShare is not a finite number from 0")]
    [InlineData("\"loadAverage\":null", "\"loadAverage\":1e400", "its host.loadAverage is not a finite number from 0")]
    [InlineData("\"logicalCores\":1", "\"logicalCores\":-1", "its host.logicalCores is less than 0")]
    [InlineData("\"bytes\":1", "\"bytes\":-1", "its modules[0].bytes is less than 0")]
    public void ReadManifest_NumberThatNoMachineHas_IsRefused(string value, string instead, string reason)
    {
        Assert.Contains(value, SchemaTexts.ManifestVersion2, StringComparison.Ordinal);
        Assert.Equal(reason, Refusal(SchemaTexts.ManifestVersion2.Replace(value, instead, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("\"run\":\"r\"", "run")]
    [InlineData("\"label\":\"e\"", "engines[0].label")]
    [InlineData("\"name\":\"a\"", "modules[0].name")]
    [InlineData("\"name\":\"h\"", "host.name")]
    public void ReadManifest_HugeName_IsRefused(string value, string place)
    {
        var huge = value[..(value.LastIndexOf('"', value.Length - 2) + 1)] + new string('x', 5_000) + "\"";
        Assert.Equal($"its {place} has 5000 characters, the limit is 1024", Refusal(SchemaTexts.ManifestVersion2.Replace(value, huge, StringComparison.Ordinal)));
    }

    private static string Refusal(string manifest) => Assert.Throws<RecordFormatException>(() => RecordsJson.ReadManifest(Encoding.UTF8.GetBytes(manifest))).Message;

    private void AssertLeftOut(string line, string reason)
    {
        File.WriteAllText(_path, line + "\n" + Good + "\n");

        var content = JournalReader.Read(_path);

        Assert.Single(content.Records);
        Assert.Contains("line 1 cannot be read and was left out: " + reason, Assert.Single(content.Notices), StringComparison.Ordinal);
    }
}
