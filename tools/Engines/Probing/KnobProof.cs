using CompileBench.Engines.Operations;
using CompileBench.Engines.Settings;

namespace CompileBench.Engines.Probing;

/// <summary>Judges from two artifacts, one with a knob and one without it, whether the knob took effect.</summary>
internal static class KnobProof
{
    private const string DebugSection = ".debug_info";
    private const string UnwindSection = ".eh_frame";
    private const string VerifierFlag = "enable_verifier";

    /// <summary>
    /// A module that every knob with evidence in the code changes: <c>(memory 1) (func (param i32 f64) (result f64) (loop ...))</c>, whose loop loads from
    /// memory, divides integers and adds floats.
    /// </summary>
    public static ReadOnlySpan<byte> Module =>
    [
        0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00,
        0x01, 0x07, 0x01, 0x60, 0x02, 0x7f, 0x7c, 0x01, 0x7c,
        0x03, 0x02, 0x01, 0x00,
        0x05, 0x03, 0x01, 0x00, 0x01,
        0x0a, 0x1e, 0x01, 0x1c, 0x00, 0x03, 0x40,
        0x20, 0x00, 0x28, 0x02, 0x00, 0x20, 0x00, 0x6d, 0x21, 0x00,
        0x20, 0x01, 0x20, 0x01, 0xa0, 0x21, 0x01,
        0x20, 0x00, 0x0d, 0x00, 0x0b,
        0x20, 0x01, 0x0b,
    ];

    /// <summary>Judges one knob.</summary>
    /// <param name="knob">The knob.</param>
    /// <param name="artifact">What the settings with the knob made of its module, or of <see cref="Module"/> where it has none of its own.</param>
    /// <param name="without">What they made of it without the knob; null where they refused it.</param>
    /// <returns>Whether it took effect, and in words what shows it.</returns>
    public static (bool Proved, string Evidence) Judge(EngineKnob knob, ArtifactSummary artifact, ArtifactSummary? without)
    {
        if (knob.Evidence == KnobEvidence.Module)
        {
            return (true, $"{knob.Name} lets a module of the proposal compile, {(without is null ? "which is refused without it" : "which this engine takes without it too")}");
        }

        if (without is null)
        {
            return (false, $"{knob.Name}: without it, no artifact");
        }

        var (proved, evidence) = knob.Evidence switch
        {
            KnobEvidence.None => (true, "leaves no trace in an artifact and is taken on the setter's word"),
            KnobEvidence.Code => (artifact.CodeDigest != without.CodeDigest, "changes the machine code"),
            KnobEvidence.DebugSections => (Gains(DebugSection, artifact, without), $"adds section {DebugSection}"),
            KnobEvidence.NoUnwindSection => (Gains(UnwindSection, without, artifact), $"removes section {UnwindSection}"),
            KnobEvidence.VerifierFlag => (artifact.Flags.GetValueOrDefault(VerifierFlag) == "1" && without.Flags.GetValueOrDefault(VerifierFlag) != "1", $"sets {VerifierFlag}"),
            _ => throw new ArgumentOutOfRangeException(nameof(knob), knob.Evidence, "not an evidence"),
        };
        return (proved, proved ? $"{knob.Name} {evidence}" : $"{knob.Name} has no effect here: it should be seen that it {evidence}");
    }

    private static bool Gains(string section, ArtifactSummary artifact, ArtifactSummary without) =>
        artifact.Sections.Contains(section) && !without.Sections.Contains(section);
}
