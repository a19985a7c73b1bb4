using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;

namespace CompileBench.Modules.Wasm.Components;

/// <summary>Finds the core modules in a component of the component model. Of the other sections only the sizes are read.</summary>
public static class CoreModules
{
    // The ids of sections of a component that contain modules or components.
    private const byte CoreModuleSection = 1;
    private const byte ComponentSection = 4;

    private const int HeaderBytes = 8;

    // Each level costs stack; programs have two or three.
    private const int MostLevels = 100;

    /// <summary>Whether the bytes begin as a component does.</summary>
    public static bool IsComponent(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= HeaderBytes && bytes.StartsWith(ModuleHeader.Magic) && BinaryPrimitives.ReadUInt32LittleEndian(bytes[ModuleHeader.Magic.Length..]) == ModuleHeader.ComponentVersion;

    /// <summary>The core modules in the order in which they stand, those of nested components included.</summary>
    /// <param name="component">The component's bytes.</param>
    /// <exception cref="WasmDecodeException">The sections do not fill the component, or components are nested too deeply.</exception>
    public static ImmutableArray<CoreModule> Find(ReadOnlySpan<byte> component)
    {
        var found = ImmutableArray.CreateBuilder<CoreModule>();
        var reader = new ByteReader(component, 0, SectionId.Header);
        Find(ref reader, "", 1, found);
        return found.ToImmutable();
    }

    private static void Find(ref ByteReader reader, string path, int level, ImmutableArray<CoreModule>.Builder found)
    {
        if (level > MostLevels)
        {
            reader.ThrowAt(reader.Position, WasmDecodeReason.LimitExceeded, $"{MostLevels} levels of components");
        }

        _ = reader.ReadBytes(HeaderBytes);
        var (modules, components) = (0, 0);
        while (!reader.AtEnd)
        {
            var id = reader.ReadByte();
            var contents = reader.ReadRegion(reader.ReadU32(), SectionId.Header);
            switch (id)
            {
                case CoreModuleSection:
                    found.Add(new CoreModule(path + modules++.ToString(CultureInfo.InvariantCulture), contents.Position, contents.Remaining));
                    break;
                case ComponentSection:
                    Find(ref contents, $"{path}component-{components++}/", level + 1, found);
                    break;
            }
        }
    }
}
