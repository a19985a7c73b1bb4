using CompileBench.Engines.Operations;
using CompileBench.Engines.Settings;
using CompileBench.Results.Schema;

namespace CompileBench.Engines.Probing;

/// <summary>
/// Judges from artifacts alone whether a setting took effect. A setter that returned proves nothing: up to version 44 the strategy setter
/// takes Winch and compiles with Cranelift.
/// </summary>
internal static class SettingProof
{
    /// <summary>Judges one setting.</summary>
    /// <param name="settings">What was asked for.</param>
    /// <param name="artifact">What it made of the probe module.</param>
    /// <param name="baseline">What <c>speed-backtracking</c> made of it.</param>
    /// <param name="unoptimized">What <c>none-backtracking</c> made of it; null where it made nothing.</param>
    public static SettingSupport Judge(CompilerSettings settings, ArtifactSummary artifact, ArtifactSummary baseline, ArtifactSummary? unoptimized) =>
        settings.Strategy == Strategy.Winch
            ? JudgeWinch(settings, artifact, baseline, unoptimized)
            : JudgeCranelift(settings, artifact);

    // Winch writes no name of its own into the artifact. It ignores the level asked for and records opt_level none, and its code is
    // neither what Cranelift makes at Speed nor what Cranelift makes at None.
    private static SettingSupport JudgeWinch(CompilerSettings settings, ArtifactSummary artifact, ArtifactSummary baseline, ArtifactSummary? unoptimized)
    {
        if (artifact.CodeDigest == baseline.CodeDigest)
        {
            return new SettingSupport(settings.Name, false, $"the setter was ignored: its machine code is that of {SettingNames.SpeedBacktracking}");
        }

        if (artifact.CodeDigest == unoptimized?.CodeDigest)
        {
            return new SettingSupport(settings.Name, false, $"the setter was ignored: its machine code is that of {SettingNames.NoneBacktracking}");
        }

        var level = artifact.Flags.GetValueOrDefault("opt_level");
        return level == "none"
            ? new SettingSupport(settings.Name, true, "machine code unlike Cranelift's at Speed or None; artifact says opt_level=none")
            : new SettingSupport(settings.Name, false, $"the artifact says opt_level={level ?? "nothing"}, Winch's says none");
    }

    private static SettingSupport JudgeCranelift(CompilerSettings settings, ArtifactSummary artifact)
    {
        var level = settings.OptLevel switch { OptLevel.None => "none", OptLevel.SpeedAndSize => "speed_and_size", _ => "speed" };
        var allocator = settings.RegisterAllocator == RegisterAllocator.SinglePass ? "single_pass" : "backtracking";
        var faults = new List<string>();
        Expect("opt_level", level, artifact.Flags.GetValueOrDefault("opt_level"), faults);
        Expect("regalloc_algorithm", allocator, artifact.Flags.GetValueOrDefault("regalloc_algorithm"), faults);
        if (settings.Target is { } target && artifact.Target?.StartsWith(target, StringComparison.Ordinal) != true)
        {
            faults.Add($"target is {artifact.Target ?? "not named"}, asked was {target}");
        }

        return faults.Count == 0
            ? new SettingSupport(settings.Name, true, $"artifact says opt_level={level}, regalloc_algorithm={allocator}, target={artifact.Target}")
            : new SettingSupport(settings.Name, false, "the setter had no effect: " + string.Join("; ", faults));
    }

    private static void Expect(string flag, string expected, string? actual, List<string> faults)
    {
        if (actual != expected)
        {
            faults.Add($"the artifact says {flag}={actual ?? "nothing"}, asked was {expected}");
        }
    }
}
