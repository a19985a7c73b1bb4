using System.Text.Json;
using System.Text.RegularExpressions;
using CompileBench.Modules.Catalog;
using Xunit;

namespace CompileBench.Modules.Tests.Catalog;

/// <summary>The rules that the catalog's own data keeps.</summary>
public sealed partial class CatalogDataTests
{
    private static readonly ModuleCatalog Catalog = ModuleCatalog.Load();

    [Fact]
    public void Load_OwnCatalog_HasFortyEntriesOrMore() => Assert.True(Catalog.Entries.Length >= 40, $"{Catalog.Entries.Length} entries");

    [Fact]
    public void Load_OwnCatalog_CoversTenLanguagesAndToolchains()
    {
        Assert.True(Catalog.Entries.Select(entry => entry.SourceLanguage).Distinct().Count() >= 8);
        Assert.True(Catalog.Entries.Select(entry => entry.Toolchain).Distinct().Count() >= 10);
        Assert.True(Catalog.Entries.Select(entry => entry.HostedLanguage ?? entry.SourceLanguage).Distinct().Count() >= 12);
    }

    [Fact]
    public void Load_OwnCatalog_SpansFiveKilobytesToTenMegabytes()
    {
        Assert.InRange(Catalog.Entries.Min(entry => entry.Bytes!.Value), 5_000, 10_000);
        Assert.True(Catalog.Entries.Max(entry => entry.Bytes!.Value) > 10_000_000);
    }

    [Fact]
    public void Load_OwnCatalog_EveryEntryStatesItsOriginLicenceAndDigest() => Assert.All(Catalog.Entries, entry =>
    {
        Assert.Matches(SpdxExpression(), entry.Licence);
        Assert.NotNull(entry.Digest);
        Assert.True(entry.Origin is NpmPackage or NuGetPackage or DerivedModule, entry.Origin.Describe());
        Assert.False(entry.Description!.EndsWith('.'));
        Assert.Equal(entry.Proposals.Contains("threads"), entry.RefusedBy.Contains("pulley"));
    });

    [Fact]
    public void Load_OwnCatalog_NoDigestTwice() =>
        Assert.Equal(Catalog.Entries.Length, Catalog.Entries.Select(entry => entry.Digest).Distinct().Count());

    [Theory]
    [InlineData("quick")]
    [InlineData("default")]
    public void LoadSuite_MeasuredByDefault_HoldsOnlyRealModulesThatNoSettingRefuses(string suite) =>
        Assert.All(Catalog.LoadSuite(suite).Entries, entry =>
        {
            Assert.True(entry.IsPrimary);
            Assert.Empty(entry.RefusedBy);
        });

    [Fact]
    public void LoadSuite_Budget_IsTheRuntimeTheDefaultAndThreeLadders()
    {
        var budget = Catalog.LoadSuite("budget").Entries;

        Assert.Equal(Catalog.LoadSuite("default").Entries.Select(e => e.Name.Text).Prepend("dotnet-runtime-10"), budget.Where(e => e.IsPrimary).Select(e => e.Name.Text));
        Assert.Equal(3, budget.Count(e => e.Category == ModuleCategory.Ladder));
    }

    [Fact]
    public void LoadSuite_Default_HasSqliteAndTwelveOrMore()
    {
        var names = Catalog.LoadSuite("default").Entries.Select(entry => entry.Name.Text).ToArray();

        Assert.True(names.Length >= 12);
        Assert.Contains("sqlite", names);
    }

    [Fact]
    public void LoadSuite_Quick_HoldsSmallModulesOnly()
    {
        var quick = Catalog.LoadSuite("quick").Entries;

        Assert.InRange(quick.Length, 4, 6);
        Assert.All(quick, entry => Assert.InRange(entry.Bytes!.Value, 5_000, 300_000));
    }

    [Fact]
    public void LoadSuite_Full_HoldsEveryEntry() => Assert.Equal(Catalog.Entries, Catalog.LoadSuite("full").Entries);

    [Fact]
    public void SuiteNames_OwnCatalog_AreTheKnownOnes() => Assert.Equal(["budget", "default", "duel", "execute", "full", "knobs", "quick", "training", "versions"], Catalog.SuiteNames);

    [Fact]
    public void NpmLock_OwnCatalog_PinsExactlyTheVersionsTheEntriesName()
    {
        using var lockFile = JsonDocument.Parse(File.ReadAllText(Path.Combine(Catalog.Folder, "npm", "package-lock.json")));
        var packages = lockFile.RootElement.GetProperty("packages");
        var wanted = Catalog.Entries.SelectMany(entry => entry.Origin switch
        {
            NpmPackage package => [package],
            DerivedModule derived => [derived.Source, derived.Tool],
            _ => Array.Empty<NpmPackage>(),
        }).ToArray();

        Assert.All(wanted, origin =>
        {
            Assert.Equal(origin.Version, packages.GetProperty("").GetProperty("dependencies").GetProperty(origin.Package).GetString());
            Assert.Equal(origin.Version, packages.GetProperty($"node_modules/{origin.Package}").GetProperty("version").GetString());
        });
        Assert.Equal(wanted.Select(origin => origin.Package).Distinct().Count(), packages.EnumerateObject().Count() - 1);
    }

    [Fact]
    public void NpmLock_OwnCatalog_HasIntegrityAndNoHostButThePublicRegistry()
    {
        using var lockFile = JsonDocument.Parse(File.ReadAllText(Path.Combine(Catalog.Folder, "npm", "package-lock.json")));

        Assert.All(lockFile.RootElement.GetProperty("packages").EnumerateObject().Where(package => package.Name.Length > 0), package =>
        {
            Assert.StartsWith("sha512-", package.Value.GetProperty("integrity").GetString());
            Assert.StartsWith("https://registry.npmjs.org/", package.Value.GetProperty("resolved").GetString());
        });
    }

    [Fact]
    public void NpmPackageFile_OwnCatalog_AgreesWithTheLock()
    {
        using var project = JsonDocument.Parse(File.ReadAllText(Path.Combine(Catalog.Folder, "npm", "package.json")));
        using var lockFile = JsonDocument.Parse(File.ReadAllText(Path.Combine(Catalog.Folder, "npm", "package-lock.json")));

        var declared = project.RootElement.GetProperty("dependencies").GetRawText();
        var locked = lockFile.RootElement.GetProperty("packages").GetProperty("").GetProperty("dependencies").GetRawText();
        Assert.Equal(string.Concat(declared.Split()), string.Concat(locked.Split()));
    }

    [Fact]
    public void NuGetProject_OwnCatalog_NamesExactlyTheVersionsTheEntriesName()
    {
        var project = File.ReadAllText(Path.Combine(Catalog.Folder, "nuget", "CatalogPackages.csproj"));
        var wanted = Catalog.Entries.Select(entry => entry.Origin).OfType<NuGetPackage>().Select(origin => origin.Version).Order(StringComparer.Ordinal);

        Assert.Equal(wanted, ExactVersion().Matches(project).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    /// <summary>Identifiers joined by AND, OR and WITH, with parentheses: the form, not the list of licences.</summary>
    [GeneratedRegex(@"^\(?[A-Za-z0-9.-]+\)?( (AND|OR|WITH) \(?[A-Za-z0-9.-]+\)?)*$")]
    private static partial Regex SpdxExpression();

    [GeneratedRegex(@"\[(\d+\.\d+\.\d+)\]")]
    private static partial Regex ExactVersion();
}
