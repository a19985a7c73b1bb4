using System.Runtime.InteropServices;

namespace CompileBench.Engines.Native;

/// <summary>Texts as an array of pointers to UTF-8 bytes that end with 0.</summary>
internal sealed unsafe class NativeTexts : IDisposable
{
    private readonly byte** _pointers;

    /// <summary>Copies texts to native memory.</summary>
    public NativeTexts(IEnumerable<string> texts)
    {
        string[] all = [.. texts];
        Count = all.Length;
        _pointers = (byte**)NativeMemory.AllocZeroed((nuint)Math.Max(1, Count), (nuint)sizeof(nint));
        for (var i = 0; i < Count; i++)
        {
            _pointers[i] = (byte*)Marshal.StringToCoTaskMemUTF8(all[i]);
        }
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>The array, valid until this is disposed.</summary>
    public byte** Pointers => _pointers;

    /// <inheritdoc/>
    public void Dispose()
    {
        for (var i = 0; i < Count; i++)
        {
            Marshal.FreeCoTaskMem((nint)_pointers[i]);
        }

        NativeMemory.Free(_pointers);
    }
}
