using System.Collections.Immutable;
using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Writing;

namespace CompileBench.Modules.Wasm.Editing;

/// <summary>
/// What to take out of a module. No index changes. An edit of a valid module is valid, because <c>unreachable</c> has any results; only
/// <see cref="Removals"/> may make it invalid.
/// </summary>
public sealed record ModuleEdit
{
    // No locals, unreachable, end.
    private static ReadOnlySpan<byte> Trap => [0x00, 0x00, 0x0B];

    private const byte Unreachable = 0x00;

    /// <summary>The edit that changes nothing.</summary>
    public static ModuleEdit None { get; } = new();

    /// <summary>Bodies, by their place in the code section, that become a single <c>unreachable</c>.</summary>
    public ImmutableHashSet<int> TrappedBodies { get; init; } = [];

    /// <summary>Data segments that lose their bytes.</summary>
    public ImmutableHashSet<int> EmptiedData { get; init; } = [];

    /// <summary>Runs of instructions that become a single <c>unreachable</c>: see <see cref="InstructionRun"/>. At most one per body.</summary>
    public ImmutableDictionary<int, InstructionRun> Cuts { get; init; } = ImmutableDictionary<int, InstructionRun>.Empty;

    /// <summary>Runs of instructions that are removed: see <see cref="InstructionRun.FindStatements"/>. At most one per body. An engine must check the result.</summary>
    public ImmutableDictionary<int, InstructionRun> Removals { get; init; } = ImmutableDictionary<int, InstructionRun>.Empty;

    /// <summary>Whether custom sections go: names, producers, debugging information.</summary>
    public bool WithoutCustomSections { get; init; }

    /// <summary>The module with the edit made.</summary>
    public byte[] Apply(ModuleParts parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var module = parts.Module.Span;
        using var target = new WasmBuffer(module.Length + 16);
        target.WriteBytes(module[..8]);
        foreach (var section in parts.Sections)
        {
            if (WithoutCustomSections && section.Id == SectionId.Custom)
            {
                continue;
            }

            target.WriteByte((byte)section.Id);
            var start = target.BeginSized();
            switch (section.Id)
            {
                case SectionId.Code:
                    WriteBodies(parts, target);
                    break;
                case SectionId.Data:
                    WriteData(parts, target);
                    break;
                default:
                    target.WriteBytes(module.Slice(section.Offset, section.Size));
                    break;
            }

            target.EndSized(start);
        }

        return target.Written.ToArray();
    }

    private void WriteBodies(ModuleParts parts, WasmBuffer target)
    {
        var module = parts.Module.Span;
        target.WriteUnsigned((uint)parts.Bodies.Count);
        for (var i = 0; i < parts.Bodies.Count; i++)
        {
            var body = parts.Bodies[i];
            if (TrappedBodies.Contains(i))
            {
                target.WriteUnsigned((uint)Trap.Length);
                target.WriteBytes(Trap);
            }
            else if (Cuts.TryGetValue(i, out var cut))
            {
                target.WriteUnsigned((uint)(body.Size - cut.Length + 1));
                target.WriteBytes(module[body.Offset..cut.Start]);
                target.WriteByte(Unreachable);
                target.WriteBytes(module[cut.End..(body.Offset + body.Size)]);
            }
            else if (Removals.TryGetValue(i, out var removal))
            {
                target.WriteUnsigned((uint)(body.Size - removal.Length));
                target.WriteBytes(module[body.Offset..removal.Start]);
                target.WriteBytes(module[removal.End..(body.Offset + body.Size)]);
            }
            else
            {
                target.WriteUnsigned((uint)body.Size);
                target.WriteBytes(module.Slice(body.Offset, body.Size));
            }
        }
    }

    private void WriteData(ModuleParts parts, WasmBuffer target)
    {
        var module = parts.Module.Span;
        target.WriteUnsigned((uint)parts.Data.Count);
        for (var i = 0; i < parts.Data.Count; i++)
        {
            var segment = parts.Data[i];
            var emptied = EmptiedData.Contains(i);
            target.WriteBytes(module[segment.Offset..segment.LengthOffset]);
            target.WriteUnsigned(emptied ? 0 : (uint)segment.Bytes);
            if (!emptied)
            {
                var end = i + 1 < parts.Data.Count ? parts.Data[i + 1].Offset : EndOf(parts, SectionId.Data);
                target.WriteBytes(module[(end - segment.Bytes)..end]);
            }
        }
    }

    private static int EndOf(ModuleParts parts, SectionId id)
    {
        var section = parts.Sections.Single(s => s.Id == id);
        return section.Offset + section.Size;
    }
}
