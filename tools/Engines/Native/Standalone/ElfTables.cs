using System.Buffers.Binary;
using System.Text;

namespace CompileBench.Engines.Native.Standalone;

/// <summary>The names of an executable as the dynamic linker wants them: strings, symbols and a hash table of one chain.</summary>
internal sealed class ElfTables
{
    private const byte GlobalFunction = 0x12;
    private const byte WeakFunction = 0x22;
    private const int SymbolBytes = 24;

    public ElfTables(IReadOnlyList<string> libraries, IReadOnlyList<(string Name, bool Optional)> imports)
    {
        var strings = new List<byte> { 0 };
        LibraryNames = [.. libraries.Select(library => Add(strings, library))];
        Symbols = new byte[(imports.Count + 1) * SymbolBytes];
        for (var i = 0; i < imports.Count; i++)
        {
            var at = (i + 1) * SymbolBytes;
            BinaryPrimitives.WriteInt32LittleEndian(Symbols.AsSpan(at), Add(strings, imports[i].Name));
            Symbols[at + 4] = imports[i].Optional ? WeakFunction : GlobalFunction;
        }

        Strings = [.. strings];
        Hash = HashOf(imports.Count + 1);
    }

    /// <summary>Offsets of the libraries' names in <see cref="Strings"/>.</summary>
    public IReadOnlyList<int> LibraryNames { get; }

    /// <summary>The string table.</summary>
    public byte[] Strings { get; }

    /// <summary>The symbol table: the empty symbol, then the imports.</summary>
    public byte[] Symbols { get; }

    /// <summary>The hash table. Nothing is exported, so its one bucket is empty.</summary>
    public byte[] Hash { get; }

    private static byte[] HashOf(int symbols)
    {
        // nbucket, nchain, one bucket, a chain word for each symbol, and room to keep what follows aligned.
        var bytes = new byte[(4 * (3 + symbols) + 7) / 8 * 8];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, 1);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), symbols);
        return bytes;
    }

    private static int Add(List<byte> strings, string text)
    {
        var at = strings.Count;
        strings.AddRange(Encoding.UTF8.GetBytes(text));
        strings.Add(0);
        return at;
    }
}
