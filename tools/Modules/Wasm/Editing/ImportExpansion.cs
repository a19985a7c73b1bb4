using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;
using CompileBench.Modules.Wasm.Reading.Sections;
using CompileBench.Modules.Wasm.Writing;

namespace CompileBench.Modules.Wasm.Editing;

/// <summary>
/// Writes the groups of the proposal compact imports as single imports, so that each import is an item that can be removed. The module means the
/// same afterwards.
/// </summary>
internal static class ImportExpansion
{
    /// <summary>Expands every group.</summary>
    /// <param name="module">A module.</param>
    /// <returns>The same array where the module has no group.</returns>
    /// <exception cref="WasmDecodeException">The module is malformed.</exception>
    public static byte[] Expand(byte[] module)
    {
        foreach (var section in new ModuleReader(module))
        {
            if (section.Id == SectionId.Import)
            {
                using var imports = new WasmBuffer();
                return Write(section.Contents, imports) ? Replace(module, section, imports) : module;
            }
        }

        return module;
    }

    private static byte[] Replace(byte[] module, in ModuleSection section, WasmBuffer imports)
    {
        using var target = new WasmBuffer(module.Length + imports.Length);
        target.WriteBytes(module.AsSpan(0, section.Offset));
        target.WriteByte((byte)SectionId.Import);
        target.WriteUnsigned((uint)imports.Length);
        target.WriteBytes(imports.Written);
        target.WriteBytes(module.AsSpan(section.Contents.End));
        return target.Written.ToArray();
    }

    /// <summary>Writes the section's contents; false where it has no group.</summary>
    private static bool Write(ByteReader reader, WasmBuffer target)
    {
        var count = 0u;
        foreach (var _ in new ImportSectionReader(reader))
        {
            count++;
        }

        target.WriteUnsigned(count);
        var hasGroup = false;
        for (var left = reader.ReadU32(); left > 0; left--)
        {
            var module = reader.ReadName();
            var field = reader.ReadName();
            var kind = reader.ReadByte();
            if (!field.IsEmpty || kind is not (CompactImport.SharedModule or CompactImport.SharedModuleAndType))
            {
                WriteImport(target, module, field, ReadType(kind, ref reader));
                continue;
            }

            hasGroup = true;
            var shared = kind == CompactImport.SharedModuleAndType ? ReadType(reader.ReadByte(), ref reader) : [];
            for (var items = reader.ReadU32(); items > 0; items--)
            {
                var name = reader.ReadName();
                WriteImport(target, module, name, kind == CompactImport.SharedModule ? ReadType(reader.ReadByte(), ref reader) : shared);
            }
        }

        return hasGroup;
    }

    private static void WriteImport(WasmBuffer target, ReadOnlySpan<byte> module, ReadOnlySpan<byte> field, byte[] type)
    {
        target.WriteUnsigned((uint)module.Length);
        target.WriteBytes(module);
        target.WriteUnsigned((uint)field.Length);
        target.WriteBytes(field);
        target.WriteBytes(type);
    }

    /// <summary>The bytes of what is imported, with its kind.</summary>
    private static byte[] ReadType(byte kind, ref ByteReader reader)
    {
        var start = reader;
        switch ((ExternalKind)kind)
        {
            case ExternalKind.Function:
                _ = reader.ReadU32();
                break;
            case ExternalKind.Table:
                _ = reader.ReadTableType();
                break;
            case ExternalKind.Memory:
                _ = reader.ReadMemoryType();
                break;
            case ExternalKind.Global:
                _ = reader.ReadGlobalType();
                break;
            default:
                _ = TagSectionReader.ReadTag(ref reader);
                break;
        }

        return [kind, .. start.ReadBytes((uint)(reader.Position - start.Position))];
    }
}
