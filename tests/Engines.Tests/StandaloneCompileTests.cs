using CompileBench.Engines.Isolation;
using CompileBench.Engines.Native;
using CompileBench.Engines.Native.Standalone;
using CompileBench.Engines.Settings;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Engines.Tests;

public class StandaloneCompileTests
{
    private static readonly byte[] EmptyModule = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
    private static readonly OperationLimits Limits = new(TimeSpan.FromMinutes(5), null);

    public static TheoryData<string> SettingsNames { get; } = [.. CompilerSettings.All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(SettingsNames))]
    public void Run_EmptyModule_CompiledWithItsTime(string name)
    {
        using var compile = Make(name, EmptyModule);

        var result = compile.Run([], TestContext.Current.CancellationToken);

        Assert.IsType<Outcome.Completed>(result.Outcome);
        Assert.True(result.Window!.Value.Duration > TimeSpan.Zero);
    }

    [Fact]
    public void Run_NoModule_RejectedOnOneLine()
    {
        using var compile = Make(SettingNames.Baseline, [1, 2, 3]);

        var rejected = Assert.IsType<Outcome.Rejected>(compile.Run([], TestContext.Current.CancellationToken).Outcome);

        Assert.DoesNotContain('\n', rejected.Reason);
        Assert.NotEmpty(rejected.Reason);
    }

    [Fact]
    public void Run_LibraryOfAnotherKind_CrashedInTheLinkersWords()
    {
        Assert.SkipUnless(CompileProgram.IsSupported, "native compile programs are written for Linux on x86-64 only");
        using var compile = new StandaloneCompile("/lib/x86_64-linux-gnu/libm.so.6", CompilerSettings.Baseline, EmptyModule, Limits);

        var crashed = Assert.IsType<Outcome.Crashed>(compile.Run([], TestContext.Current.CancellationToken).Outcome);

        Assert.NotEmpty(crashed.ErrorText);
    }

    [Fact]
    public void Write_SameInput_SameBytes()
    {
        using var first = Make("pulley", EmptyModule);
        using var second = Make("pulley", EmptyModule);

        Assert.Equal(File.ReadAllBytes(first.ProgramPath), File.ReadAllBytes(second.ProgramPath));
    }

    [Fact]
    public void Dispose_AfterARun_LeavesNoFiles()
    {
        var compile = Make("winch", EmptyModule);
        compile.Run([], TestContext.Current.CancellationToken);
        compile.Dispose();

        Assert.False(Directory.Exists(compile.Directory));
    }

    private static StandaloneCompile Make(string settings, byte[] module)
    {
        Assert.SkipUnless(CompileProgram.IsSupported, "native compile programs are written for Linux on x86-64 only");
        Assert.True(CompilerSettings.TryParse(settings, out var parsed));
        return new StandaloneCompile(PackagedLibrary.Path(), parsed, module, Limits);
    }
}
