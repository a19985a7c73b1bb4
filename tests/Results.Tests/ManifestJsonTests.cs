using System.Text;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Results.Tests;

public sealed class ManifestJsonTests
{
    [Fact]
    public void ReadManifest_Schema2_HasEveryField()
    {
        var manifest = Manifest(SchemaTexts.ManifestVersion2);

        Assert.Equal((RunKind.Suite, "r", "1", "c", 0.5), (manifest.Kind, manifest.Run, manifest.ToolVersion, manifest.Commit, manifest.MeasuredShare));
        Assert.Equal(new HostDescription("h", "o", "x64", null, 1, 1, "n", null), manifest.Host);
        Assert.Equal(new SettingSupport("winch", true, "x"), manifest.Engines[0].Settings[0]);
        Assert.Equal(new ModuleDescription("a", "sha256:0", 1, "Fuzz", "o", null), manifest.Modules[0]);
        Assert.Equal(new SkippedCases("w", SkipReason.UnsupportedSettings, "m"), Assert.Single(manifest.Skipped));
        Assert.Equal("quick", manifest.Options["suite"].Text);
        Assert.Equal(0.05, manifest.Options["threshold"].Number);
        Assert.True(manifest.Options["calibrate"].Flag);
        Assert.Equal(["--filter", "*Compile*"], manifest.Options["benchmarkdotnet"].Texts);
        Assert.Empty(manifest.Options["module"].Texts);
        Assert.Equal(TimeSpan.FromHours(1), manifest.EndedAt - manifest.StartedAt);
    }

    [Fact]
    public void Document_ManifestOfSchema2_IsReadBackAsWritten()
    {
        var document = RecordsJson.Document(Manifest(SchemaTexts.ManifestVersion2));

        Assert.Equal(document, RecordsJson.Document(RecordsJson.ReadManifest(document)));
        Assert.Equal(Plain(SchemaTexts.ManifestVersion2), Plain(Encoding.UTF8.GetString(document)));
    }

    [Fact]
    public void ReadManifest_Schema1_SplitsJoinedOptionsAndKeepsTheWordsOfSkips()
    {
        var manifest = Manifest(SchemaTexts.ManifestVersion1);

        Assert.Equal(RunKind.Suite, manifest.Kind);
        Assert.Equal(["--filter", "*Compile*"], manifest.Options["benchmarkdotnet"].Texts);
        Assert.Equal(["quick"], manifest.Options["suite"].Texts);
        Assert.Empty(manifest.Options["module"].Texts);
        Assert.Equal(new SkippedCases("w", SkipReason.Unspecified, "r"), Assert.Single(manifest.Skipped));
    }

    [Fact]
    public void Document_ManifestOfSchema1_IsWrittenInTheCurrentSchema() =>
        Assert.Equal(
            Manifest(SchemaTexts.ManifestVersion1).Skipped,
            RecordsJson.ReadManifest(RecordsJson.Document(Manifest(SchemaTexts.ManifestVersion1))).Skipped);

    [Fact]
    public void ReadManifest_EveryKind_IsReadByItsName() =>
        Assert.All(Enum.GetValues<RunKind>(), kind =>
            Assert.Equal(kind, Manifest(SchemaTexts.ManifestVersion2.Replace("\"suite\",\"toolVersion\"", $"\"{kind.Name()}\",\"toolVersion\"", StringComparison.Ordinal)).Kind));

    [Theory]
    [InlineData(SchemaTexts.ManifestVersion1, "{\"settings\":\"winch\",\"supported\":true,\"evidence\":\"x\"}", "null", "engines[0].settings[0] is null")]
    [InlineData(SchemaTexts.ManifestVersion1, "{\"what\":\"w\",\"reason\":\"r\"}", "null", "skipped[0] is null")]
    [InlineData(SchemaTexts.ManifestVersion1, "\"quick\"", "null", "options.suite is null")]
    [InlineData(SchemaTexts.ManifestVersion1, "[\"winch\"]", "[null]", "settings[0] is null")]
    [InlineData(SchemaTexts.ManifestVersion1, "\"kind\":\"suite\"", "\"kind\":\"party\"", "its kind cannot be read")]
    [InlineData(SchemaTexts.ManifestVersion2, "{\"settings\":\"winch\",\"supported\":true,\"evidence\":\"x\"}", "null", "engines[0].settings[0] is null")]
    [InlineData(SchemaTexts.ManifestVersion2, "{\"what\":\"w\",\"reason\":\"UnsupportedSettings\",\"message\":\"m\"}", "null", "skipped[0] is null")]
    [InlineData(SchemaTexts.ManifestVersion2, "\"UnsupportedSettings\"", "\"Boredom\"", "its skipped[0].reason cannot be read")]
    [InlineData(SchemaTexts.ManifestVersion2, "\"quick\"", "null", "options.suite is null")]
    [InlineData(SchemaTexts.ManifestVersion2, "\"quick\"", "{}", "its options.suite cannot be read")]
    [InlineData(SchemaTexts.ManifestVersion2, "\"quick\"", "[1]", "its options.suite")]
    [InlineData(SchemaTexts.ManifestVersion2, "0.05", "1e400", "its options.threshold")]
    public void ReadManifest_ValueNoToolWrites_IsRefusedWithItsPlace(string good, string value, string instead, string reason)
    {
        Assert.Equal("r", Manifest(good).Run);
        Assert.Contains(value, good, StringComparison.Ordinal);
        var refusal = Assert.Throws<RecordFormatException>(() => Manifest(good.Replace(value, instead, StringComparison.Ordinal)));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("engines")]
    [InlineData("modules")]
    public void ReadManifest_NullForAnObject_IsRefusedWithItsPlace(string list)
    {
        var start = SchemaTexts.ManifestVersion2.IndexOf($"\"{list}\":[", StringComparison.Ordinal) + list.Length + 4;
        var refusal = Assert.Throws<RecordFormatException>(() => Manifest(SchemaTexts.ManifestVersion2.Insert(start, "null,")));
        Assert.Contains($"{list}[0] is null", refusal.Message, StringComparison.Ordinal);
    }

    private static string Plain(string json) => System.Text.Json.Nodes.JsonNode.Parse(json)!.ToJsonString();

    private static RunManifest Manifest(string json) => RecordsJson.ReadManifest(Encoding.UTF8.GetBytes(json));
}
