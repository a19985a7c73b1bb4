using System.Diagnostics.CodeAnalysis;
using CompileBench.Results.Schema;

namespace CompileBench.Engines.Settings;

/// <summary>Which compiler turns a module into machine code.</summary>
public enum Strategy
{
    /// <summary>The optimising compiler.</summary>
    Cranelift,

    /// <summary>The baseline compiler: one pass, linear time.</summary>
    Winch,
}

/// <summary>How hard Cranelift optimises.</summary>
public enum OptLevel
{
    /// <summary>No optimisation passes.</summary>
    None,

    /// <summary>Wasmtime's default.</summary>
    Speed,

    /// <summary>Speed, with an eye on code size.</summary>
    SpeedAndSize,
}

/// <summary>Which register allocator Cranelift uses.</summary>
public enum RegisterAllocator
{
    /// <summary>Wasmtime's default: splits and evicts until everything fits.</summary>
    Backtracking,

    /// <summary>One pass over the code.</summary>
    SinglePass,
}

/// <summary>
/// One way to set Wasmtime's compiler up, equal by value and named as on the command line.
/// Parallel compilation is off unless the name has the suffix <c>+parallel</c>, so that one number means one core.
/// </summary>
/// <param name="BaseName">The name without suffixes.</param>
/// <param name="Strategy">The compiler.</param>
/// <param name="OptLevel">Cranelift's optimisation level; null for Winch, which has none.</param>
/// <param name="RegisterAllocator">Cranelift's register allocator; null for Winch, which has its own.</param>
/// <param name="Target">The target asked for; null for the machine this runs on.</param>
/// <param name="Knobs">Other options of the engine.</param>
public sealed record CompilerSettings(
    string BaseName,
    Strategy Strategy,
    OptLevel? OptLevel,
    RegisterAllocator? RegisterAllocator,
    string? Target,
    EngineKnobs Knobs)
{
    /// <summary>The name on the command line and in records.</summary>
    public string Name => BaseName + EngineKnob.Suffix(Knobs);

    /// <summary>Whether functions are compiled on several threads.</summary>
    public bool Parallel => Knobs.HasFlag(EngineKnobs.Parallel);

    /// <summary>The settings of <see cref="SettingNames.All"/> in that order, without knobs.</summary>
    public static IReadOnlyList<CompilerSettings> All { get; } =
    [
        Cranelift(SettingNames.SpeedBacktracking, Settings.OptLevel.Speed, Settings.RegisterAllocator.Backtracking),
        Cranelift(SettingNames.SpeedSinglePass, Settings.OptLevel.Speed, Settings.RegisterAllocator.SinglePass),
        Cranelift(SettingNames.NoneBacktracking, Settings.OptLevel.None, Settings.RegisterAllocator.Backtracking),
        Cranelift(SettingNames.NoneSinglePass, Settings.OptLevel.None, Settings.RegisterAllocator.SinglePass),
        Cranelift(SettingNames.SizeBacktracking, Settings.OptLevel.SpeedAndSize, Settings.RegisterAllocator.Backtracking),
        new(SettingNames.Winch, Strategy.Winch, null, null, null, EngineKnobs.None),
        Cranelift(SettingNames.Pulley, Settings.OptLevel.Speed, Settings.RegisterAllocator.Backtracking) with { Target = "pulley64" },
    ];

    /// <summary>Wasmtime's default.</summary>
    public static CompilerSettings Baseline => All[0];

    /// <summary>Finds settings by name, with or without suffixes. Suffixes stand in the order of <see cref="KnobNames.All"/>.</summary>
    public static bool TryParse(string? name, [NotNullWhen(true)] out CompilerSettings? settings)
    {
        settings = name is null ? null : All.FirstOrDefault(s => s.BaseName == SettingNames.BaseName(name));
        if (settings is null || !EngineKnob.TryParse(SettingNames.Suffix(name!), out var knobs))
        {
            settings = null;
            return false;
        }

        settings = settings with { Knobs = knobs.Value };
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static CompilerSettings Cranelift(string name, OptLevel level, RegisterAllocator allocator) =>
        new(name, Strategy.Cranelift, level, allocator, null, EngineKnobs.None);
}
