using System.Diagnostics.CodeAnalysis;
using CompileBench.Modules.Catalog;
using Xunit;

namespace CompileBench.Modules.Tests.Catalog;

public sealed class SuiteFileTests
{
    private static readonly ModuleCatalog Catalog = TestCatalog.Create("lua-5.0", "lua-5.5", "sqlite");

    [Fact]
    public void Parse_NamesGlobsAndComments_SelectsInTheOrderOfTheFile()
    {
        var suite = SuiteFile.Parse("# first\nsqlite   # because\n\r\n  lua-*\t\n", "mine.suite", Catalog);

        Assert.Equal("mine", suite.Name);
        Assert.Equal(["sqlite", "lua-5.0", "lua-5.5"], suite.Entries.Select(entry => entry.Name.Text));
    }

    [Fact]
    public void Parse_ModuleSelectedTwice_StandsOnce() => Assert.Equal(3, SuiteFile.Parse("lua-5.5\n*\nsqlite", "mine.suite", Catalog).Entries.Length);

    [Fact]
    public void Parse_UnknownName_NamesTheLineAndTheNearestName() =>
        Assert.Equal("mine.suite: line 3: unknown module 'sqlit'; did you mean 'sqlite'?; compilebench modules list prints every module", Fault("# suite\nlua-5.0\nsqlit # oh\n"));

    [Fact]
    public void Parse_GlobThatSelectsNothing_NamesTheLine() =>
        Assert.Equal("mine.suite: line 1: no module matches 'sqlitte*'; did you mean 'sqlite'?", Fault("sqlitte*"));

    [Fact]
    public void Parse_NotAName_SaysSo() => Assert.StartsWith("mine.suite: line 1: 'Sqlite!' is not a module name", Fault("Sqlite!"));

    [Fact]
    public void Parse_OnlyComments_Refused() => Assert.Equal("mine.suite: names no module: write one name, glob or path per line", Fault("# nothing\n"));

    [Fact]
    public void Parse_RungOfAKnownLadder_AsksTheGenerator()
    {
        var catalog = TestCatalog.Create([new StubLadder()], "sqlite");

        var suite = SuiteFile.Parse("stub-ladder@64", "mine.suite", catalog);

        Assert.Equal(ModuleCategory.Ladder, Assert.Single(suite.Entries).Category);
    }

    [Theory]
    [InlineData("stub-ladder@0", "mine.suite: line 1: stub-ladder has sizes from 1 to 100, not '0'")]
    [InlineData("stub-lader@64", "mine.suite: line 1: unknown module 'stub-lader@64'; did you mean 'stub-ladder@64'?; compilebench modules list --shapes prints every shape")]
    [InlineData("stub-ladder", "mine.suite: line 1: 'stub-ladder' names a generator: add a size (for fuzz modules a seed), as in stub-ladder@1024")]
    public void Parse_RungThatIsNone_SaysWhy(string line, string message)
    {
        var catalog = TestCatalog.Create([new StubLadder()], "sqlite");

        Assert.Equal(message, Assert.Throws<CatalogException>(() => SuiteFile.Parse(line, "mine.suite", catalog)).Message);
    }

    [Fact]
    public void LoadSuite_UnknownSuite_NamesTheNearest()
    {
        var e = Assert.Throws<CatalogException>(() => ModuleCatalog.Load().LoadSuite("defualt"));

        Assert.Contains("there is no such suite (there are ", e.Message);
        Assert.All(["budget", "default", "duel", "full", "quick", "versions"], suite => Assert.Contains(suite, e.Message));
        Assert.EndsWith("did you mean 'default'?", e.Message);
    }

    [Fact]
    public void LoadSuite_PathOfAMissingFile_SaysSo() =>
        Assert.Contains("cannot be read", Assert.Throws<CatalogException>(() => Catalog.LoadSuite("/nowhere/my.suite")).Message);

    private static string Fault(string text) => Assert.Throws<CatalogException>(() => SuiteFile.Parse(text, "mine.suite", Catalog)).Message;

    private sealed class StubLadder : IModuleGenerator
    {
        public IReadOnlyCollection<string> Shapes => ["stub-ladder"];

        public bool TryDescribe(ModuleName name, [NotNullWhen(true)] out CatalogEntry? entry, out string? fault)
        {
            entry = null;
            fault = null;
            var parts = name.Text.Split('@');
            if (parts[0] != "stub-ladder")
            {
                return false;
            }

            if (!int.TryParse(parts[1], out var size) || size is < 1 or > 100)
            {
                fault = $"stub-ladder has sizes from 1 to 100, not '{parts[1]}'";
                return false;
            }

            entry = new CatalogEntry { Name = name, Origin = new GeneratedModule(name.Text), Licence = "MIT", Category = ModuleCategory.Ladder };
            return true;
        }

        public byte[] Generate(CatalogEntry entry) => TestCatalog.EmptyModule;
    }
}
