using System.Collections.Immutable;
using System.Text;
using CompileBench.Modules.Catalog;
using Xunit;

namespace CompileBench.Modules.Tests.Catalog;

public sealed class CatalogFileTests
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Fact]
    public void Parse_WellFormedEntry_ReadsEveryField()
    {
        var entry = Assert.Single(Parse(Catalog(Entry("lua"))));

        Assert.Equal("lua", entry.Name.Text);
        Assert.Equal(new NpmPackage("some-package", "1.2.3", "dist/lua.wasm"), entry.Origin);
        Assert.Equal("npm some-package@1.2.3 dist/lua.wasm", entry.Origin.ToString());
        Assert.Equal(("MIT", "C", "Lua", "Emscripten"), (entry.Licence, entry.SourceLanguage, entry.HostedLanguage, entry.Toolchain));
        Assert.Equal(Digest, entry.Digest.ToString());
        Assert.Equal(1234, entry.Bytes);
        Assert.Equal(["simd"], entry.Proposals);
        Assert.True(entry.IsPrimary);
    }

    [Fact]
    public void Parse_DerivedModule_ReadsItsTool()
    {
        const string Tool = """ "tool": { "package": "binaryen", "version": "132.0.0", "path": "bin/wasm-opt", "arguments": ["{input}", "--all", "-o", "{output}"] } """;
        var text = Catalog(Entry("lua"))
            .Replace("\"kind\": \"npm\"", "\"kind\": \"derived\"," + Tool, StringComparison.Ordinal);

        var entry = Assert.Single(Parse(text));

        var origin = Assert.IsType<DerivedModule>(entry.Origin);
        Assert.Equal((new NpmPackage("some-package", "1.2.3", "dist/lua.wasm"), new NpmPackage("binaryen", "132.0.0", "bin/wasm-opt")), (origin.Source, origin.Tool));
        Assert.Equal(["{input}", "--all", "-o", "{output}"], origin.Arguments);
        Assert.Equal("npm some-package@1.2.3 dist/lua.wasm, translated by binaryen@132.0.0", origin.ToString());
    }

    [Theory]
    [InlineData("\"licence\": \"MIT\"", "\"licence\": \" \"", "has no \"licence\"")]
    [InlineData("\"bytes\": 1234", "\"bytes\": 0", "has no \"bytes\" above 0")]
    [InlineData("sha256:0123", "sha256:012", "expected sha256: and 64 lower-case hexadecimal digits")]
    [InlineData("\"category\": \"RealWorld\"", "\"category\": \"Real\"", "expected one of RealWorld, Ladder, Fuzz, Handwritten")]
    [InlineData("\"kind\": \"npm\"", "\"kind\": \"cargo\"", "expected 'npm', 'nuget' or 'derived'")]
    [InlineData("\"kind\": \"npm\"", "\"kind\": \"derived\"", "has a tool without \"package\", \"version\" or \"path\"")]
    [InlineData("\"kind\": \"npm\"", "\"kind\": \"derived\", \"tool\": { \"package\": \"t\", \"version\": \"1.0.0\", \"path\": \"/bin/t\" }", "has a tool with path '/bin/t'")]
    [InlineData("\"kind\": \"npm\"", "\"kind\": \"derived\", \"tool\": { \"package\": \"t\", \"version\": \"1.0.0\", \"path\": \"t\", \"arguments\": [\"{input}\"] }", "without the arguments '{input}' and '{output}'")]
    [InlineData("dist/lua.wasm", "../../secret", "no '..'")]
    [InlineData("\"version\": \"1.2.3\",", "", "\"package\", \"version\" or \"path\"")]
    [InlineData("\"toolchain\": \"Emscripten\",", "", "has no \"toolchain\"")]
    public void Parse_FaultyEntry_NamesFileEntryAndFault(string right, string wrong, string fault)
    {
        var text = Catalog(Entry("lua")).Replace(right, wrong, StringComparison.Ordinal);

        var e = Assert.Throws<CatalogException>(() => Parse(text));

        Assert.StartsWith("test.json: entry 'lua': ", e.Message);
        Assert.Contains(fault, e.Message);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Theory]
    [InlineData("{\"schema\":1,\"modules\":[", "test.json: line 1: is not a catalog")]
    [InlineData("{\"schema\":2,\"modules\":[]}", "test.json: has schema 2, this version reads schema 1: update compilebench")]
    [InlineData("{\"modules\":[]}", "test.json: has no \"schema\" number")]
    [InlineData("{\"schema\":1}", "test.json: has no \"modules\" list")]
    [InlineData("{\"schema\":1,\"modules\":[],\"extra\":0}", "test.json: line 1: is not a catalog")]
    [InlineData("{\"schema\":1,\"modules\":[null]}", "test.json: entry 1: is null")]
    [InlineData("{\"schema\":1,\"modules\":[{\"name\":\"Not Kebab\"}]}", "test.json: entry 'Not Kebab': has a name that is not kebab-case")]
    public void Parse_FaultyFile_SaysWhere(string text, string message)
    {
        var e = Assert.Throws<CatalogException>(() => Parse(text));

        Assert.StartsWith(message, e.Message);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void Parse_SameNameTwice_Refused()
    {
        var e = Assert.Throws<CatalogException>(() => Parse(Catalog(Entry("lua"), Entry("lua"))));

        Assert.Equal("test.json: entry 'lua': appears twice", e.Message);
    }

    [Fact]
    public void Parse_EntriesOutOfOrder_SaysWhereTheEntryBelongs()
    {
        var e = Assert.Throws<CatalogException>(() => Parse(Catalog(Entry("ruby"), Entry("lua"))));

        Assert.Equal("test.json: entry 'lua': must come before 'ruby': entries are sorted by name", e.Message);
    }

    [Fact]
    public void Load_NoSuchFile_SaysSo()
    {
        var e = Assert.Throws<CatalogException>(() => CatalogFile.Load(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"), "catalog.json")));

        Assert.Contains("cannot be read", e.Message);
    }

    [Theory]
    [InlineData("/tmp/My Module (1).wasm", "my-module-1")]
    [InlineData("plain.wasm", "plain")]
    [InlineData("/tmp/___.wasm", "local-file")]
    public void ForLocalFile_AnyFileName_MakesAModuleName(string path, string name)
    {
        var entry = CatalogEntry.ForLocalFile(path);

        Assert.Equal(name, entry.Name.Text);
        Assert.Equal(Path.GetFullPath(path), Assert.IsType<LocalFile>(entry.Origin).FullPath);
        Assert.Null(entry.Licence);
    }

    [Fact]
    public void ForLocalFile_NamesThatOnlyDifferOutsideAscii_StayApart()
    {
        string[] names = ["größe.wasm", "grüße.wasm", "модуль.wasm", "模块.wasm", new string('a', 150) + "1.wasm", new string('a', 150) + "2.wasm"];

        Assert.Equal(names.Length, names.Select(n => CatalogEntry.ForLocalFile(n).Name).Distinct().Count());
    }

    private static ImmutableArray<CatalogEntry> Parse(string text) => CatalogFile.Parse(Encoding.UTF8.GetBytes(text), "test.json");

    private static string Catalog(params string[] entries) => $$"""{"schema":1,"modules":[{{string.Join(",", entries)}}]}""";

    private static string Entry(string name) => $$"""
        {
          "name": "{{name}}",
          "origin": { "kind": "npm", "package": "some-package", "version": "1.2.3", "path": "dist/lua.wasm" },
          "licence": "MIT", "category": "RealWorld", "digest": "{{Digest}}", "bytes": 1234,
          "sourceLanguage": "C", "hostedLanguage": "Lua", "toolchain": "Emscripten", "description": "A language", "proposals": ["simd"]
        }
        """;
}
