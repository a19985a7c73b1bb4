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
        using var items = new WasmBuffer();
        var (count, hasGroup) = (0u, false);
        foreach (var import in new ImportSectionReader(reader))
        {
            count++;
            hasGroup |= import.IsOfGroup;
            WriteName(items, import.ModuleName);
            WriteName(items, import.FieldName);
            items.WriteBytes(import.Descriptor);
        }

        target.WriteUnsigned(count);
        target.WriteBytes(items.Written);
        return hasGroup;
    }

    private static void WriteName(WasmBuffer target, ReadOnlySpan<byte> name)
    {
        target.WriteUnsigned((uint)name.Length);
        target.WriteBytes(name);
    }
}
