using System.Text;
using CompileBench.Reporting.Documents.Advice;
using CompileBench.Results.Schema;
using Wasmtime;
using Xunit;

namespace CompileBench.Cli.Tests.Advising;

public sealed class ConfigurationExamplesTests
{
    private static readonly string[] Source = [.. File.ReadAllLines(Repository.At("tests", "Cli.Tests", "Advising", "ConfigurationExamples.cs")).Select(l => l.Trim())];

    [Fact]
    public void CSharp_Printed_IsTheCompiledExample()
    {
        Assert.All(SettingNames.All, s => Assert.True(Contains(ConfigurationLines.ForSettings(s).CSharp), $"the C# lines of {s} are not those of the example"));
        Assert.True(Contains(ConfigurationLines.NativeConfig), "the class NativeConfig is not that of the example");
    }

    [Fact]
    public void CSharp_EveryExample_TakesEffect()
    {
        (Func<Config> Example, string[] Marks)[] examples =
        [
            (ConfigurationExamples.SpeedBacktracking, [Flag("opt_level", "speed"), Flag("regalloc_algorithm", "backtracking")]),
            (ConfigurationExamples.SpeedSinglepass, [Flag("opt_level", "speed"), Flag("regalloc_algorithm", "single_pass")]),
            (ConfigurationExamples.NoneBacktracking, [Flag("opt_level", "none"), Flag("regalloc_algorithm", "backtracking")]),
            (ConfigurationExamples.NoneSinglepass, [Flag("opt_level", "none"), Flag("regalloc_algorithm", "single_pass")]),
            (ConfigurationExamples.SizeBacktracking, [Flag("opt_level", "speed_and_size"), Flag("regalloc_algorithm", "backtracking")]),
            (ConfigurationExamples.Pulley, ["pulley64"]),
        ];
        Assert.All(examples, e => Assert.All(e.Marks, mark => Assert.Contains(mark, Encoding.Latin1.GetString(Artifact(e.Example())), StringComparison.Ordinal)));

        // An artifact of Winch has no such mark: Cranelift's engine refuses it.
        using var cranelift = new Engine(ConfigurationExamples.SpeedBacktracking());
        Assert.ThrowsAny<Exception>(() => Module.Deserialize(cranelift, "m", Artifact(ConfigurationExamples.Winch())));
    }

    [Fact]
    public void Rust_EverySetting_MakesAConfig() =>
        Assert.All(SettingNames.All, s => Assert.Contains("config = wasmtime::Config::new();", ConfigurationLines.ForSettings(s).Rust[0], StringComparison.Ordinal));

    private static byte[] Artifact(Config config)
    {
        using var engine = new Engine(config);
        using var module = Module.FromText(engine, "m", "(module (func (export \"f\") (result i32) i32.const 1))");
        return module.Serialize();
    }

    // As the artifact writes a flag: length, name, kind 0, length, value.
    private static string Flag(string name, string value) => $"{name}\0{(char)value.Length}{value}";

    private static bool Contains(IReadOnlyList<string> lines)
    {
        string[] wanted = [.. lines.Select(l => l.Trim())];
        return Enumerable.Range(0, Source.Length - wanted.Length + 1).Any(i => Source.AsSpan(i, wanted.Length).SequenceEqual(wanted));
    }
}
