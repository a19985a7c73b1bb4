using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Cli.Tests;

/// <summary>A recorded run of the default suite, divided into shards of one plan.</summary>
internal static class RecordedShards
{
    /// <summary>Writes the shards into a folder; returns their directories.</summary>
    /// <param name="folder">The folder, which is made.</param>
    /// <param name="count">How many.</param>
    /// <param name="hostOf">The name of the host of a shard, from 0; null for one host.</param>
    public static IReadOnlyList<string> Write(string folder, int count, Func<int, string>? hostOf = null)
    {
        using var run = RunDirectory.OpenForReading(RecordedRuns.SchemaOne);
        var manifest = run.ReadManifest();
        var records = JournalReader.Read(run.JournalPath).Records;
        return
        [
            .. Enumerable.Range(0, count).Select(i =>
            {
                var directory = Directory.CreateDirectory(Path.Combine(folder, $"shard-{i + 1}")).FullName;
                ModuleDescription[] modules = [.. manifest.Modules.Where((_, place) => place % count == i)];
                string[] units = [.. modules.Select(m => m.Name)];
                var part = manifest with
                {
                    Run = $"shard-{i + 1}",
                    Host = manifest.Host with { Name = hostOf?.Invoke(i) ?? manifest.Host.Name },
                    Modules = modules,
                    Shard = new ShardDescription(i + 1, count, "sha256:" + new string('3', 64), units, []),
                };
                File.WriteAllBytes(Path.Combine(directory, "run.json"), RecordsJson.Document(part));
                JournalWriter.Replace(Path.Combine(directory, "cases.jsonl"), records.Where(r => units.Contains(r.Module)));
                File.Copy(run.ProfilesPath, Path.Combine(directory, "profiles.json"));
                return directory;
            }),
        ];
    }
}
