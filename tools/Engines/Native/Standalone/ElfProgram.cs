using System.Buffers.Binary;
using System.Text;

namespace CompileBench.Engines.Native.Standalone;

/// <summary>
/// Lays out a dynamically linked x86-64 ELF executable (System V ABI, AMD64 supplement): one segment of code and tables, one of writable
/// words, one of constant data. Addresses are fixed from the start, so that code can be written against them. The same input gives the
/// same bytes.
/// </summary>
internal sealed class ElfProgram
{
    // Where executables conventionally lie. Each segment has room of its own, far more than it needs.
    private const int CodeBase = 0x400000;
    private const int WordsBase = 0x800000;
    private const int DataBase = 0x1000000;

    private const int Page = 4096;
    private const int HeaderBytes = 64;
    private const int ProgramHeaderBytes = 56;
    private const int SymbolBytes = 24;
    private const int RelocationBytes = 24;
    private const int GlobalDataRelocation = 6;
    private const int DynamicBytes = 16 * 16;

    private readonly List<(string Name, bool Optional)> _imports = [];
    private readonly List<string> _libraries = [];
    private readonly List<byte> _texts = [];
    private int _scratch;

    /// <summary>The code, which starts the program at its first byte.</summary>
    public X64Code Code { get; } = new();

    /// <summary>The program that loads it: the system's dynamic linker.</summary>
    public required string Interpreter { get; init; }

    /// <summary>Where the constant data lie when the program runs.</summary>
    public static int DataAddress => DataBase;

    /// <summary>Names a library to load; a name with a slash is a path.</summary>
    public void Need(string library) => _libraries.Add(library);

    /// <summary>The address of a word that holds a function's address; an optional one holds 0 where no library has it.</summary>
    public int Import(string function, bool optional)
    {
        var at = _imports.FindIndex(i => i.Name == function);
        if (at < 0)
        {
            at = _imports.Count;
            _imports.Add((function, optional));
        }

        return WordsBase + DynamicBytes + (at * 8);
    }

    /// <summary>The address of zeroed writable memory.</summary>
    public int Scratch(int bytes)
    {
        // Behind more import words than any program of ours has.
        var address = WordsBase + (Page / 2) + _scratch;
        _scratch += bytes;
        return address;
    }

    /// <summary>The address of a text that ends with a zero byte.</summary>
    public int Text(string text)
    {
        var address = CodeBase + (2 * Page) + _texts.Count;
        _texts.AddRange(Encoding.UTF8.GetBytes(text));
        _texts.Add(0);
        return address;
    }

    /// <summary>Writes the executable with these constant data.</summary>
    public void WriteTo(Stream output, ReadOnlySpan<byte> data)
    {
        var code = Code.ToArray();
        if (_texts.Count > Page || (_imports.Count * 8) + DynamicBytes > Page / 2 || _scratch > Page / 2)
        {
            throw new InvalidOperationException("the program is larger than its layout has room for");
        }

        // Code segment: page 0 headers, interpreter and tables; page 2 texts; page 3 onwards code.
        var tables = new ElfTables(_libraries, _imports);
        var head = new byte[(3 * Page) + code.Length];
        var interpreter = Encoding.UTF8.GetBytes(Interpreter + '\0');
        const int InterpreterAt = HeaderBytes + (6 * ProgramHeaderBytes);
        interpreter.CopyTo(head, InterpreterAt);
        var symbolsAt = (InterpreterAt + interpreter.Length + 7) / 8 * 8;
        var relocationsAt = symbolsAt + ((_imports.Count + 1) * SymbolBytes);
        var hashAt = relocationsAt + (_imports.Count * RelocationBytes);
        var stringsAt = hashAt + tables.Hash.Length;
        if (stringsAt + tables.Strings.Length > 2 * Page)
        {
            throw new InvalidOperationException("the program's names are larger than its layout has room for");
        }

        tables.Symbols.CopyTo(head, symbolsAt);
        Relocations().CopyTo(head, relocationsAt);
        tables.Hash.CopyTo(head, hashAt);
        tables.Strings.CopyTo(head, stringsAt);
        _texts.CopyTo(head, 2 * Page);
        code.CopyTo(head, 3 * Page);

        var wordsAt = RoundUp(head.Length);
        var words = new byte[Page];
        Dynamic(tables, symbolsAt, relocationsAt, hashAt, stringsAt).CopyTo(words, 0);
        var dataAt = wordsAt + Page;
        Headers(head, interpreter.Length, InterpreterAt, wordsAt, dataAt, data.Length);

        output.Write(head);
        output.Write(new byte[wordsAt - head.Length]);
        output.Write(words);
        output.Write(data);
    }

    private static void Headers(Span<byte> head, int interpreterBytes, int interpreterAt, int wordsAt, int dataAt, int dataBytes)
    {
        ReadOnlySpan<byte> identity = [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0];
        identity.CopyTo(head);
        Put16(head, 16, 2); // an executable
        Put16(head, 18, 62); // x86-64
        Put32(head, 20, 1);
        Put64(head, 24, CodeBase + (3 * Page));
        Put64(head, 32, HeaderBytes);
        Put16(head, 52, HeaderBytes);
        Put16(head, 54, ProgramHeaderBytes);
        Put16(head, 56, 6);
        const int Interpreter = 3, Load = 1, DynamicLinking = 2, Stack = 0x6474e551;
        const int Execute = 1, Write = 2, Read = 4;
        Segment(head, 0, Interpreter, Read, interpreterAt, CodeBase + interpreterAt, interpreterBytes, 1);
        Segment(head, 1, Load, Read | Execute, 0, CodeBase, head.Length, Page);
        Segment(head, 2, Load, Read | Write, wordsAt, WordsBase, Page, Page);
        Segment(head, 3, Load, Read, dataAt, DataBase, dataBytes, Page);
        Segment(head, 4, DynamicLinking, Read | Write, wordsAt, WordsBase, DynamicBytes, 8);
        Segment(head, 5, Stack, Read | Write, 0, 0, 0, 16);
    }

    private static void Segment(Span<byte> head, int index, int kind, int flags, int offset, int address, int bytes, int alignment)
    {
        var at = HeaderBytes + (index * ProgramHeaderBytes);
        Put32(head, at, kind);
        Put32(head, at + 4, flags);
        Put64(head, at + 8, offset);
        Put64(head, at + 16, address);
        Put64(head, at + 24, address);
        Put64(head, at + 32, bytes);
        Put64(head, at + 40, bytes);
        Put64(head, at + 48, alignment);
    }

    private byte[] Relocations()
    {
        var bytes = new byte[_imports.Count * RelocationBytes];
        for (var i = 0; i < _imports.Count; i++)
        {
            Put64(bytes, i * RelocationBytes, WordsBase + DynamicBytes + (i * 8));
            Put64(bytes, (i * RelocationBytes) + 8, ((long)(i + 1) << 32) | GlobalDataRelocation);
        }

        return bytes;
    }

    private byte[] Dynamic(ElfTables tables, int symbolsAt, int relocationsAt, int hashAt, int stringsAt)
    {
        var entries = tables.LibraryNames.Select(name => (Tag: 1L, Value: (long)name)).ToList();
        entries.AddRange(
        [
            (4, CodeBase + hashAt),
            (5, CodeBase + stringsAt),
            (6, CodeBase + symbolsAt),
            (7, CodeBase + relocationsAt),
            (8, _imports.Count * RelocationBytes),
            (9, RelocationBytes),
            (10, tables.Strings.Length),
            (11, SymbolBytes),
            (24, 0), // bind everything before the start
            (21, 0), // a word for debuggers
        ]);
        var bytes = new byte[DynamicBytes];
        for (var i = 0; i < entries.Count; i++)
        {
            Put64(bytes, i * 16, entries[i].Tag);
            Put64(bytes, (i * 16) + 8, entries[i].Value);
        }

        return bytes;
    }

    private static int RoundUp(int bytes) => (bytes + Page - 1) / Page * Page;

    private static void Put16(Span<byte> bytes, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(bytes[at..], value);

    private static void Put32(Span<byte> bytes, int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(bytes[at..], value);

    private static void Put64(Span<byte> bytes, int at, long value) => BinaryPrimitives.WriteInt64LittleEndian(bytes[at..], value);
}
