using CompileBench.Measuring.Selection;
using CompileBench.Modules.Catalog;
using Xunit;

namespace CompileBench.Measuring.Tests.Selection;

public sealed class ModuleSelectionTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Select_TwoFilesOfOneName_AreToldApartByTheirFolders() =>
        Assert.Equal(["old-app", "new-app"], Names(null, File("old/app.wasm", 1), File("new/app.wasm", 2)));

    [Fact]
    public void Select_FoldersOfOneName_AreToldApartByTheFoldersAbove() =>
        Assert.Equal(["a-dist-app", "b-dist-app", "other"], Names(null, File("a/dist/app.wasm", 1), File("b/dist/app.wasm", 2), File("a/dist/other.wasm", 3)));

    [Fact]
    public void Select_FileNamesThatGiveOneModuleName_AreToldApartByTheirDigests()
    {
        var names = Names(null, File("my_app.wasm", 1), File("my-app.wasm", 2));

        Assert.Equal(2, names.Distinct().Count());
        Assert.All(names, name => Assert.StartsWith("my-app-", name, StringComparison.Ordinal));
    }

    [Fact]
    public void Select_Folder_SelectsEveryModuleFileBelowIt()
    {
        File("b.wasm", 1);
        File("deep/er/a.wasm", 2);
        File("notes.txt", 3);

        Assert.Equal(["b", "a"], Names(null, _folder.Path));
    }

    [Theory]
    [InlineData("*.wasm", "a", "b")]
    [InlineData("?.wasm", "a", "b")]
    [InlineData("deep/*.wasm", "c")]
    [InlineData("**/c.wasm", "c")]
    [InlineData("*/*.wasm", "c")]
    public void Select_PatternOfPaths_SelectsTheFilesThatMatch(string pattern, params string[] expected)
    {
        File("a.wasm", 1);
        File("b.wasm", 2);
        File("deep/c.wasm", 3);

        Assert.Equal(expected, Names(null, _folder.At(pattern)));
    }

    [Fact]
    public void Select_SuiteFileWithPaths_StartsThemAtItsFolder()
    {
        File("a.wasm", 1);
        File("mods/b.wasm", 2);
        File("mods/c.wasm", 3);
        var suite = _folder.At("my.suite");
        System.IO.File.WriteAllText(suite, "a.wasm # mine\nmods/*.wasm\nsqlite\n");

        Assert.Equal(["a", "b", "c", "sqlite"], Names(null, suite));
        Assert.Equal(["a", "b", "c", "sqlite"], Select(suite).Select(e => e.Name.Text));
    }

    [Theory]
    [InlineData("nothing.wasm", "there is no file")]
    [InlineData("none*.wasm", "no .wasm file matches")]
    [InlineData("empty/", "contains no .wasm file")]
    [InlineData("notes.txt", "is not a module: the name of a module file ends in .wasm")]
    public void Select_NothingToMeasure_SaysWhy(string text, string words)
    {
        Directory.CreateDirectory(_folder.At("empty"));
        File("notes.txt", 1);

        Assert.Contains(words, Assert.Throws<UsageException>(() => Select(null, _folder.At(text))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Select_FolderThatLinksToItself_Ends()
    {
        Requires.Unix();
        File("a.wasm", 1);
        Directory.CreateSymbolicLink(_folder.At("loop"), _folder.Path);

        Assert.Equal(["a"], Names(null, _folder.Path));
        Assert.Equal(["a"], Names(null, _folder.At("**", "*.wasm")));
    }

    [Fact]
    public void Select_SameFileTwice_IsMeasuredOnce()
    {
        var path = File("app.wasm", 1);

        Assert.Single(Select(null, path, Path.Combine(_folder.Path, ".", "app.wasm")));
    }

    [Fact]
    public void Select_TwoFilesWithTheSameContents_AreOneModule() => Assert.Single(Select(null, File("a/app.wasm", 1), File("b/app.wasm", 1)));

    [Fact]
    public void Select_FileNamedLikeAModuleOfTheCatalog_GetsTheNameOfItsFolderToo()
    {
        var known = Select(null, "sqlite*")[0];

        Assert.Equal([known.Name.Text, $"mine-{known.Name}"], Names(null, known.Name.Text, File($"mine/{known.Name}.wasm", 1)));
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

    private static IEnumerable<string> Names(string? suite, params string[] modules) => Select(suite, modules).Select(e => e.Name.Text);

    private static IReadOnlyList<CatalogEntry> Select(string? suite, params string[] modules) => ModuleSelection.Select(ModuleCatalog.Load(), suite, modules);

    private string File(string name, byte content)
    {
        var path = Path.Combine(_folder.Path, name.Replace('/', Path.DirectorySeparatorChar));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllBytes(path, [content]);
        return path;
    }
}
