using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;

namespace CompileBench.Modules.Wasm.Editing;

/// <summary>Makes single items of a module smaller: segments, types, and expressions outside functions.</summary>
public static class ModuleShrinking
{
    /// <summary>Keeps a range of a segment's elements.</summary>
    /// <returns>The module, or null where a <c>ref.func</c> needs one of the elements removed.</returns>
    public static byte[]? KeepElements(ModuleMap map, int segment, int from, int to)
    {
        ArgumentNullException.ThrowIfNull(map);
        var elements = map.Elements[segment];
        var before = new ByteRange(elements.Starts[0], elements.Starts[from]);
        var after = new ByteRange(elements.Starts[to], elements.Starts[^1]);
        if (!AreDeclared(map, use => before.Contains(use.Offset) || after.Contains(use.Offset)))
        {
            return null;
        }

        var patch = new ModulePatch(map);
        patch.ReplaceInteger(elements.Count, to - from);
        patch.Remove(before);
        patch.Remove(after);
        return patch.Apply();
    }

    /// <summary>Keeps a range of a data segment's bytes.</summary>
    public static byte[] KeepData(ModuleMap map, int segment, int from, int to)
    {
        ArgumentNullException.ThrowIfNull(map);
        var (length, bytes) = map.Data[segment];
        var patch = new ModulePatch(map);
        patch.ReplaceInteger(length, to - from);
        patch.Remove(new ByteRange(bytes.Start, bytes.Start + from));
        patch.Remove(new ByteRange(bytes.Start + to, bytes.End));
        return patch.Apply();
    }

    /// <summary>Keeps a range of a function type's parameters or results. The functions of that type may become invalid: an engine must check.</summary>
    public static byte[] KeepTypes(ModuleMap map, TypeList types, int from, int to)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(types);
        var patch = new ModulePatch(map);
        patch.ReplaceInteger(types.Count, to - from);
        patch.Remove(new ByteRange(types.Starts[0], types.Starts[from]));
        patch.Remove(new ByteRange(types.Starts[to], types.Starts[^1]));
        return patch.Apply();
    }

    /// <summary>Replaces a part of an expression by other instructions.</summary>
    /// <returns>The module, or null where a <c>ref.func</c> in a body needs the part.</returns>
    public static byte[]? ReplacePart(ModuleMap map, ExpressionPart part)
    {
        ArgumentNullException.ThrowIfNull(map);
        if (!AreDeclared(map, use => part.Place.Contains(use.Offset)))
        {
            return null;
        }

        var patch = new ModulePatch(map);
        patch.Replace(part.Place, part.Replacement);
        return patch.Apply();
    }

    /// <summary>The bytes of the count that begins at an offset.</summary>
    internal static ByteRange CountAt(byte[] module, int offset)
    {
        var reader = new ByteReader(module, offset, SectionId.Header);
        _ = reader.ReadU32();
        return new ByteRange(offset, reader.Position);
    }

    private static bool AreDeclared(ModuleMap map, Func<IndexUse, bool> isRemoved)
    {
        var needed = map.Uses.Where(use => use.Role == IndexRole.NeedsDeclaration).Select(use => use.Index).ToHashSet();
        return needed.Count == 0
            || needed.IsSubsetOf(map.Uses.Where(use => use.Role == IndexRole.Declaration && !isRemoved(use)).Select(use => use.Index));
    }
}
