using CompileBench.Results.Schema;
using CompileBench.Results.Storage;
using Xunit;

namespace CompileBench.Cli.Tests;

public sealed class MergeTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Merge_ShardsOfOneHost_IsTheWholeRunAgain()
    {
        RecordedShards.Write(_folder.At("shards"), 3);

        var run = await CliRun.Run("merge", _folder.At("shards"), "-o", _folder.At("merged"));

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("3 shards, 3 runs, 1 host, 13 modules", run.Output, StringComparison.Ordinal);
        using var whole = RunDirectory.OpenForReading(RecordedRuns.SchemaOne);
        using var merged = RunDirectory.OpenForReading(_folder.At("merged"));
        Assert.Equal(Lines(JournalReader.Read(whole.JournalPath).Records), Lines(JournalReader.Read(merged.JournalPath).Records));
        Assert.Equal(whole.ReadManifest().Host, merged.ReadManifest().Host);
    }

    [Fact]
    public async Task Commands_MergedRunOfSeveralHosts_TakeItAndSayHowManyHosts()
    {
        RecordedShards.Write(_folder.At("shards"), 3, i => $"host-{i}");
        Assert.Equal(0, (await CliRun.Run("merge", _folder.At("shards"), "-o", _folder.At("merged"))).ExitCode);

        var report = await CliRun.Run("report", _folder.At("merged"), "-o", _folder.At("report"));
        Assert.True(report.ExitCode == 0, report.Error);
        Assert.Contains("The figures stand on 3 hosts. Each ratio is formed on one host", report.Output, StringComparison.Ordinal);
        Assert.Contains("Merged from 3 runs of 3 shards", File.ReadAllText(_folder.At("report/report.md")), StringComparison.Ordinal);

        // Every case is compared with itself on the host that measured it.
        var compare = await CliRun.Run("compare", _folder.At("merged"), _folder.At("merged"));
        Assert.True(compare.ExitCode == 0, compare.Error);
        Assert.DoesNotContain("different hosts", compare.Output + compare.Error, StringComparison.Ordinal);

        var history = await CliRun.Run("history", _folder.At("merged"), _folder.At("merged"), "--json");
        Assert.True(history.ExitCode == 0, history.Error);
        Assert.Contains("host-2", history.Output, StringComparison.Ordinal);

        // The same modules on other hosts have no time in common.
        RecordedShards.Write(_folder.At("elsewhere"), 3, i => $"other-{i}");
        Assert.Equal(0, (await CliRun.Run("merge", _folder.At("elsewhere"), "-o", _folder.At("other"))).ExitCode);
        var apart = await CliRun.Run("compare", _folder.At("merged"), _folder.At("other"));
        Assert.Contains("different hosts", apart.Output + apart.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merge_ShardIsMissing_IsOneLine()
    {
        var shards = RecordedShards.Write(_folder.At("shards"), 3);

        var complaint = (await CliRun.Run("merge", shards[2], shards[0], "-o", _folder.At("merged"))).OnlyComplaint();

        Assert.Contains("shard 2 of 3 is missing", complaint, StringComparison.Ordinal);
        Assert.False(Path.Exists(_folder.At("merged")));
    }

    private static IEnumerable<string> Lines(IEnumerable<CaseRecord> records) =>
        records.Select(r => System.Text.Encoding.UTF8.GetString(RecordsJson.Line(r))).Order(StringComparer.Ordinal);
}
