using System.Text.RegularExpressions;
using Xunit;

namespace CompileBench.Architecture.Tests;

/// <summary>The names of the compiler settings stand in one file. Every other room asks it.</summary>
public sealed partial class SettingVocabularyTests
{
    private static readonly string Vocabulary = Path.Combine("tools", "Results", "Schema", "SettingNames.cs");

    // The catalog says which compilers refuse a module; Modules may not use Results, which has the vocabulary.
    private static readonly string[] Exceptions = [Path.Combine("tools", "Modules", "Catalog", "GeneratedProposals.cs")];

    [Fact]
    public void Sources_SettingAsALiteral_StandsInTheVocabularyOnly()
    {
        var names = ConstantPattern().Matches(File.ReadAllText(Repository.At(Vocabulary))).Select(m => m.Groups[1].Value).ToArray();
        Assert.True(names.Length >= 7, "the vocabulary was not recognised");
        var literal = new Regex($"[\"'`]({string.Join('|', names.Select(Regex.Escape))})[\"'`]", RegexOptions.CultureInvariant);

        var others = Sources().Where(f => f != Vocabulary && literal.IsMatch(File.ReadAllText(Repository.At(f)))).Order(StringComparer.Ordinal);

        Assert.Equal(Exceptions, others);
    }

    [GeneratedRegex("public const string \\w+ = \"([^\"]+)\";", RegexOptions.CultureInvariant)]
    private static partial Regex ConstantPattern();

    private static IEnumerable<string> Sources() =>
        from room in new[] { "tools", "benchmarks" }
        from extension in new[] { "*.cs", "*.js" }
        from file in Directory.EnumerateFiles(Repository.At(room), extension, SearchOption.AllDirectories)
        let relative = Path.GetRelativePath(Repository.Root, file)
        where !relative.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj")
        select relative;
}
