using CompileBench.Measuring.Selection;
using CompileBench.Modules.Catalog;
using Xunit;

namespace CompileBench.Measuring.Tests.Selection;

public sealed class ModuleSelectionTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_TwoFilesOfOneNameWithDifferentContents_AreRefusedWithBothPaths()
    {
        var (old, changed) = (File("old/app.wasm", 1), File("new/app.wasm", 2));

        var fault = Assert.Throws<UsageException>(() => Of(null, old, changed));

        Assert.Contains("'app'", fault.Message, StringComparison.Ordinal);
        Assert.Contains(old, fault.Message, StringComparison.Ordinal);
        Assert.Contains(changed, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_FilesWhoseNamesOnlyDifferAsFileNames_AreRefused() =>
        Assert.Throws<UsageException>(() => Of(null, File("my_app.wasm", 1), File("my-app.wasm", 2)));

    [Fact]
    public void Of_SameFileTwice_IsMeasuredOnce()
    {
        var path = File("app.wasm", 1);

        Assert.Single(Of(null, path, Path.Combine(_folder.Path, ".", "app.wasm")));
    }

    [Fact]
    public void Of_TwoFilesWithTheSameContents_AreOneModule() => Assert.Single(Of(null, File("a/app.wasm", 1), File("b/app.wasm", 1)));

    [Fact]
    public void Of_FileNamedLikeAModuleOfTheCatalog_IsRefused()
    {
        var known = Of(null, "sqlite*")[0];
        var file = File($"{known.Name}.wasm", 1);

        var fault = Assert.Throws<UsageException>(() => Of(null, known.Name.Text, file));

        Assert.Contains(known.Origin.Describe(), fault.Message, StringComparison.Ordinal);
        Assert.Contains(file, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_FileNamedLikeAModuleOfTheSuite_DoesNotPassForIt()
    {
        var known = Of("quick")[0];

        Assert.Throws<UsageException>(() => Of("quick", File($"{known.Name}.wasm", 1)));
        Assert.Equal(known, Assert.Single(Of("quick", known.Name.Text)));
    }

    [Fact]
    public void Of_ModuleOfTheCatalogNamedTwice_IsMeasuredOnce()
    {
        var known = Of("quick")[0];

        Assert.Equal(known, Assert.Single(Of(null, known.Name.Text, known.Name.Text)));
    }

    private static IReadOnlyList<CatalogEntry> Of(string? suite, params string[] modules) => ModuleSelection.Select(ModuleCatalog.Load(), suite, modules);

    private string File(string name, byte content)
    {
        var path = Path.Combine(_folder.Path, name.Replace('/', Path.DirectorySeparatorChar));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllBytes(path, [content]);
        return path;
    }
}
