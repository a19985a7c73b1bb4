using CompileBench.Results.Storage;
using Xunit;

namespace CompileBench.Results.Tests.Storage;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("atomic").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Write_FileThatIsThere_IsReplacedAndNothingElseIsLeft()
    {
        var path = Path.Combine(_folder, "run.json");
        AtomicFile.Write(path, "old"u8);
        AtomicFile.Write(path, "new"u8);

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void Write_Link_IsReplacedAndNotFollowed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "needs a symbolic link");
        var target = Path.Combine(_folder, "target");
        File.WriteAllText(target, "precious");
        var path = Path.Combine(_folder, "run.json");
        File.CreateSymbolicLink(path, target);

        AtomicFile.Write(path, "new"u8);

        Assert.Equal("precious", File.ReadAllText(target));
        Assert.Null(new FileInfo(path).LinkTarget);
    }

    [Fact]
    public void Write_LinksUnderTheOldTemporaryName_AreNotFollowed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "needs a symbolic link");
        var target = Path.Combine(_folder, "target");
        File.WriteAllText(target, "precious");
        var path = Path.Combine(_folder, "run.json");
        File.CreateSymbolicLink($"{path}.{Environment.ProcessId}.tmp", target);

        AtomicFile.Write(path, "new"u8);

        Assert.Equal("precious", File.ReadAllText(target));
    }

    [Fact]
    public void Write_TargetIsAFolder_FailsAndLeavesNoTemporaryFile()
    {
        var path = Directory.CreateDirectory(Path.Combine(_folder, "run.json")).FullName;

        Assert.ThrowsAny<Exception>(() => AtomicFile.Write(path, "new"u8));

        Assert.Equal([path], Directory.GetFileSystemEntries(_folder));
    }
}
