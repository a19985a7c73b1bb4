using CompileBench.Engines.Settings;
using Xunit;

namespace CompileBench.Engines.Tests.Execution;

public sealed class SettingShareTests
{
    [Fact]
    public void ForModule_ThreeDaysInARow_CoverEverySettingOnce() => Assert.All(
        Enumerable.Range(0, 20),
        module => Assert.Equal(
            CompilerSettings.All.Select(s => s.Name).Order(StringComparer.Ordinal),
            Enumerable.Range(0, 3).SelectMany(day => SettingShare.ForModule(module, day)).Select(s => s.Name).Order(StringComparer.Ordinal)));

    [Fact]
    public void ForModule_OneDay_HasEverySettingWithSomeModule() => Assert.All(
        Enumerable.Range(0, 3),
        day => Assert.Equal(CompilerSettings.All.Count, Enumerable.Range(0, 3).SelectMany(module => SettingShare.ForModule(module, day)).Distinct().Count()));
}
