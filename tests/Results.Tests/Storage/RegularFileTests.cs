using CompileBench.Results.Schema;
using CompileBench.Results.Storage;
using Xunit;

namespace CompileBench.Results.Tests.Storage;

public sealed class RegularFileTests : IDisposable
{
    // A read that hangs fails here instead of for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("files").FullName;

    public static TheoryData<string> Kinds => [.. SpecialFile.Kinds];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task ReadManifest_SpecialFile_IsRefusedInOneLine(string kind)
    {
        File.WriteAllText(Path.Combine(_folder, "run.json"), "{}");
        using var run = RunDirectory.OpenForReading(_folder);
        File.Delete(run.ManifestPath);
        await Refused(kind, "run.json", _ => run.ReadManifest());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task ReadJournal_SpecialFile_IsRefusedInOneLine(string kind) => await Refused(kind, "cases.jsonl", path => JournalReader.Read(path));

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task OpenJournal_SpecialFile_IsRefusedAndNothingIsCutOff(string kind)
    {
        await Refused(kind, "cases.jsonl", path => new JournalWriter(path).Dispose());

        var target = Path.Combine(_folder, "cases.jsonl.target");
        Assert.True(!File.Exists(target) || File.ReadAllText(target) == SpecialFile.Precious);
        Assert.False(File.Exists(Path.Combine(_folder, "cases.jsonl.absent")));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Lock_SpecialFile_IsRefusedAndMakesNoFileElsewhere(string kind)
    {
        File.WriteAllText(Path.Combine(_folder, "run.json"), "{}");
        await Refused(kind, ".lock", _ => RunDirectory.OpenForMeasuring(_folder).Dispose());

        Assert.False(File.Exists(Path.Combine(_folder, ".lock.absent")));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task PrepareFolder_SpecialFileInside_IsRefused(string kind)
    {
        Assert.SkipWhen(kind == "directory", "a folder in a folder is allowed");
        Directory.CreateDirectory(Path.Combine(_folder, "report", "charts"));
        await Refused(kind, Path.Combine("report", "charts", "a.svg"), _ => RunFolder.Prepare(Path.Combine(_folder, "report")));
    }

    [Theory]
    [InlineData("pipe")]
    [InlineData("link to a file")]
    [InlineData("link to /dev/zero")]
    [InlineData("dangling link")]
    public async Task PrepareFolder_SpecialFileInItsPlace_IsRefused(string kind) => await Refused(kind, "report", path => RunFolder.Prepare(path));

    [Fact]
    public void PrepareFolder_LinkToAFolder_IsRefusedAndNotEntered()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a symbolic link");
        var elsewhere = Directory.CreateDirectory(Path.Combine(_folder, "elsewhere")).FullName;
        SpecialFile.Make("pipe", Path.Combine(elsewhere, "pipe"));
        var report = Directory.CreateDirectory(Path.Combine(_folder, "report")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(report, "charts"), elsewhere);

        var refusal = Assert.Throws<RecordFormatException>(() => RunFolder.Prepare(report));
        Assert.Equal($"{Path.Combine(report, "charts")} cannot be used: it is a symbolic link, not a regular file or directory", refusal.Message);
    }

    [Fact]
    public void PrepareFolder_MissingOrOrdinary_IsThereAfterwards()
    {
        var report = Path.Combine(_folder, "report");
        RunFolder.Prepare(report);
        File.WriteAllText(Path.Combine(report, "report.md"), "x");
        RunFolder.Prepare(report);

        Assert.True(File.Exists(Path.Combine(report, "report.md")));
    }

    [Fact]
    public void ReadAllBytes_LinkThatAPersonNamed_IsFollowedToARegularFileOnly()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a symbolic link");
        var file = Path.Combine(_folder, "file");
        SpecialFile.Make("link to a file", file);
        var zero = Path.Combine(_folder, "zero");
        SpecialFile.Make("link to /dev/zero", zero);

        Assert.Equal(SpecialFile.Precious.Length, RegularFile.ReadAllBytes(file, 100, LinkPolicy.Follow).Length);
        var refusal = Assert.Throws<RecordFormatException>(() => RegularFile.ReadAllBytes(zero, 100, LinkPolicy.Follow));
        Assert.Equal((RecordFault.UnsafeFile, $"{zero} cannot be used: it is a character device, not a regular file"), (refusal.Fault, refusal.Message));
    }

    [Fact]
    public void ReadAllBytes_LargerThanItsLimit_IsRefusedBeforeItIsRead()
    {
        var path = Path.Combine(_folder, "large");
        using (var file = File.Create(path))
        {
            file.SetLength(1L << 40);
        }

        var refusal = Assert.Throws<RecordFormatException>(() => RegularFile.ReadAllBytes(path, FileLimits.Journal));
        Assert.Equal((RecordFault.TooLarge, $"{path} cannot be read: it has {1L << 40} bytes, the limit is {FileLimits.Journal}"), (refusal.Fault, refusal.Message));
    }

    [Fact]
    public void ReadAllBytes_Cancelled_Ends()
    {
        var path = Path.Combine(_folder, "file");
        File.WriteAllText(path, "x");

        Assert.Throws<OperationCanceledException>(() => RegularFile.ReadCancellable(path, 10, LinkPolicy.Refuse, new CancellationToken(true)));
        Assert.Throws<OperationCanceledException>(() => JournalReader.ReadCancellable(path, new CancellationToken(true)));
    }

    [Fact]
    public void ReadAllBytes_Missing_IsSaidByTheSystem()
    {
        Assert.Throws<FileNotFoundException>(() => RegularFile.ReadAllBytes(Path.Combine(_folder, "absent"), 10));
        Assert.Throws<DirectoryNotFoundException>(() => RegularFile.ReadAllBytes(Path.Combine(_folder, "absent", "file"), 10));
    }

    private async Task Refused(string kind, string name, Action<string> use)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs pipes and symbolic links");
        var path = Path.Combine(_folder, name);
        SpecialFile.Make(kind, path);

        var refusal = await Assert.ThrowsAsync<RecordFormatException>(() => Task.Run(() => use(path)).WaitAsync(Patience, TestContext.Current.CancellationToken));

        Assert.Equal(RecordFault.UnsafeFile, refusal.Fault);
        Assert.StartsWith($"{path} cannot be used: it is a", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }
}
