using CompileBench.Engines.Settings;

namespace CompileBench.Engines.Tests.Execution;

/// <summary>
/// The settings under which one test run executes a module. Executing every module under every setting takes minutes, so a run takes a third of all
/// pairs of module and setting: every module under two or three settings, and every setting with a third of the modules. The third follows from the
/// day (UTC): runs on three days in a row execute every pair. A single run does not show that all settings agree; set
/// <c>COMPILEBENCH_EXECUTE_ALL=1</c> for a run that executes every pair.
/// </summary>
internal static class SettingShare
{
    private const string AllVariable = "COMPILEBENCH_EXECUTE_ALL";
    private const int Shares = 3;

    /// <summary>Whether this run executes every pair.</summary>
    public static bool IsWhole => Environment.GetEnvironmentVariable(AllVariable) == "1";

    private static int Today => (int)(DateTimeOffset.UtcNow.ToUnixTimeSeconds() / (24 * 60 * 60) % Shares);

    /// <summary>The settings of today's run for a module.</summary>
    /// <param name="module">The module's position among the modules of the test.</param>
    public static IReadOnlyList<CompilerSettings> ForModule(int module) => IsWhole ? CompilerSettings.All : ForModule(module, Today);

    /// <summary>The settings of one of the three shares.</summary>
    public static IReadOnlyList<CompilerSettings> ForModule(int module, int share) =>
        [.. CompilerSettings.All.Where((_, setting) => (module + setting) % Shares == share % Shares)];
}
