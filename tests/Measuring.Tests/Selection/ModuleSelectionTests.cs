using CompileBench.Measuring.Selection;
using CompileBench.Modules.Catalog;
using Xunit;

namespace CompileBench.Measuring.Tests.Selection;

public sealed class ModuleSelectionTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Select_TwoFilesOfOneNameWithDifferentContents_AreRefusedWithBothPaths()
    {
        var (old, changed) = (File("old/app.wasm", 1), File("new/app.wasm", 2));

        var fault = Assert.Throws<UsageException>(() => Select(null, old, changed));

        Assert.Contains("'app'", fault.Message, StringComparison.Ordinal);
        Assert.Contains(old, fault.Message, StringComparison.Ordinal);
        Assert.Contains(changed, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Select_FilesWhoseNamesOnlyDifferAsFileNames_AreRefused() =>
        Assert.Throws<UsageException>(() => Select(null, File("my_app.wasm", 1), File("my-app.wasm", 2)));

    [Fact]
    public void Select_SameFileTwice_IsMeasuredOnce()
    {
        var path = File("app.wasm", 1);

        Assert.Single(Select(null, path, Path.Combine(_folder.Path, ".", "app.wasm")));
    }

    [Fact]
    public void Select_TwoFilesWithTheSameContents_AreOneModule() => Assert.Single(Select(null, File("a/app.wasm", 1), File("b/app.wasm", 1)));

    [Fact]
    public void Select_FileNamedLikeAModuleOfTheCatalog_IsRefused()
    {
        var known = Select(null, "sqlite*")[0];
        var file = File($"{known.Name}.wasm", 1);

        var fault = Assert.Throws<UsageException>(() => Select(null, known.Name.Text, file));

        Assert.Contains(known.Origin.Describe(), fault.Message, StringComparison.Ordinal);
        Assert.Contains(file, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Select_FileNamedLikeAModuleOfTheSuite_DoesNotPassForIt()
    {
        var known = Select("quick")[0];

        Assert.Throws<UsageException>(() => Select("quick", File($"{known.Name}.wasm", 1)));
        Assert.Equal(known, Assert.Single(Select("quick", known.Name.Text)));
    }

    [Fact]
    public void Select_ModuleOfTheCatalogNamedTwice_IsMeasuredOnce()
    {
        var known = Select("quick")[0];

        Assert.Equal(known, Assert.Single(Select(null, known.Name.Text, known.Name.Text)));
    }

    private static IReadOnlyList<CatalogEntry> Select(string? suite, params string[] modules) => ModuleSelection.Select(ModuleCatalog.Load(), suite, modules);

    private string File(string name, byte content)
    {
        var path = Path.Combine(_folder.Path, name.Replace('/', Path.DirectorySeparatorChar));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllBytes(path, [content]);
        return path;
    }
}
