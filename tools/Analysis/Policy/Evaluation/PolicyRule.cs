using CompileBench.Analysis.Policy.Choosing;
using CompileBench.Results.Schema;

namespace CompileBench.Analysis.Policy.Evaluation;

/// <summary>A way to choose a setting for a module.</summary>
/// <param name="Name">Its name in tables.</param>
/// <param name="Choose">Chooses among the settings that compile the module; the arguments are the module, the number of runs, and the deadline in nanoseconds or null.</param>
public sealed record PolicyRule(string Name, Func<PolicyCase, double, double?, CaseCosts> Choose)
{
    // The cap that embedders set on the bytes of a module.
    private const double CapBytes = 100e3;

    /// <summary>The policy, from predictions and the run times of other packages.</summary>
    public static PolicyRule Policy { get; } = new("policy", (module, runs, deadline) => module.Choose(SettingPolicy.Default, runs, deadline));

    /// <summary>Winch for every module that it compiles, else the default settings.</summary>
    public static PolicyRule WinchFirst { get; } = ForSetting(SettingNames.Winch) with { Name = "Winch first" };

    /// <summary>The default settings up to 100 KB of module, and no optimization above.</summary>
    public static PolicyRule NoneAboveCap { get; } =
        new("none above 100 KB", (module, _, _) => module.ModuleBytes > CapBytes ? module.Find(SettingNames.NoneBacktracking) ?? module.Default : module.Default);

    /// <summary>One setting for every module that it compiles, else the default settings.</summary>
    public static PolicyRule ForSetting(string settings) => new(settings, (module, _, _) => module.Find(settings) ?? module.Default);
}
