using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace CompileBench.Architecture.Tests;

/// <summary>What may come from outside: packages, GitHub actions and symbols.</summary>
public sealed partial class SupplyChainTests
{
    private static IEnumerable<string> Workflows => Directory.EnumerateFiles(Repository.At(".github", "workflows"), "*.yml");

    [Fact]
    public void NugetConfig_OneSourceMapsAllPackages()
    {
        var config = XDocument.Load(Repository.At("nuget.config")).Root!;
        var sources = config.Element("packageSources")!;

        Assert.Equal("clear", sources.Elements().First().Name.LocalName);
        var source = Assert.Single(sources.Elements("add"));
        Assert.Equal("https://api.nuget.org/v3/index.json", source.Attribute("value")!.Value);
        var mapping = Assert.Single(config.Element("packageSourceMapping")!.Elements("packageSource"));
        Assert.Equal(source.Attribute("key")!.Value, mapping.Attribute("key")!.Value);
        Assert.Equal("*", Assert.Single(mapping.Elements("package")).Attribute("pattern")!.Value);
    }

    [Fact]
    public void Audit_KnownVulnerabilitiesAreErrors()
    {
        var properties = XDocument.Load(Repository.At("Directory.Build.props"));

        Assert.Equal("all", properties.Descendants("NuGetAuditMode").Single().Value);
        Assert.Equal("low", properties.Descendants("NuGetAuditLevel").Single().Value);
        Assert.Equal("true", properties.Descendants("TreatWarningsAsErrors").Single().Value);
        Assert.All(properties.Descendants("WarningsNotAsErrors"), e => Assert.DoesNotMatch("NU190[1-4]", e.Value));
        Assert.All(properties.Descendants("NoWarn"), e => Assert.DoesNotMatch("NU190[1-4]", e.Value));
    }

    [Fact]
    public void Actions_ArePinnedByCommit()
    {
        var uses = Workflows.SelectMany(file => Uses().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value)).Where(action => !action.StartsWith("./", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(uses);
        Assert.All(uses, action => Assert.Matches("^[A-Za-z0-9-]+/[A-Za-z0-9-]+@[0-9a-f]{40} # v[0-9]+[.][0-9]+[.][0-9]+$", action));
    }

    [Fact]
    public void Checkouts_KeepNoCredentials() => Assert.All(Workflows, file =>
    {
        var text = File.ReadAllText(file);
        Assert.Equal(Regex.Count(text, "uses: actions/checkout@"), Regex.Count(text, "persist-credentials: false"));
    });

    [Fact]
    public void Workflows_MayOnlyReadByDefault() =>
        Assert.All(Workflows, file => Assert.Matches(@"(?m)^permissions:\r?\n  contents: read\r?\n\r?\n", File.ReadAllText(file)));

    [Fact]
    public void BannedSymbols_ExistAndAreCheckedInEveryRoom()
    {
        var symbols = File.ReadLines(Repository.At("BannedSymbols.txt")).Where(line => line.Length > 0).Select(line => line.Split(';')[0]).ToList();

        Assert.NotEmpty(symbols);
        Assert.All(symbols, symbol => Assert.True(Exists(symbol), $"{symbol} names no member, so nothing is banned"));
        Assert.Contains("BannedSymbols.txt", File.ReadAllText(Repository.At("Directory.Build.props")), StringComparison.Ordinal);
    }

    // P:Namespace.Type.Property and M:Namespace.Type.Method of a method without parameters.
    private static bool Exists(string symbol)
    {
        var (type, member) = (symbol[2..symbol.LastIndexOf('.')], symbol[(symbol.LastIndexOf('.') + 1)..]);
        var declaring = AppDomain.CurrentDomain.GetAssemblies().Append(typeof(System.Diagnostics.Process).Assembly).Select(a => a.GetType(type)).FirstOrDefault(t => t is not null);
        return symbol[0] == 'P' ? declaring?.GetProperty(member) is not null : declaring?.GetMethod(member, BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public, []) is not null;
    }

    [GeneratedRegex(@"uses: ([^\r\n]+)")]
    private static partial Regex Uses();
}
