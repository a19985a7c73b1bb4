using System.Runtime.InteropServices;

namespace CompileBench.Modules.Profiling;

/// <summary>Memory that does not move and grows by doubling, so that an inner loop may hold its address. It begins with a line of the cache.</summary>
/// <remarks>It only ever grows by what was read, never by what a module claims.</remarks>
internal sealed unsafe class PinnedBuffer<T>
    where T : unmanaged
{
    /// <summary>Bytes of a line of the cache. What lies across two takes twice the work.</summary>
    private const int Line = 64;

    // Referenced here for as long as the address is used; arrays of the pinned heap do not move.
    private byte[] _bytes;

    public PinnedBuffer(int capacity)
    {
        _bytes = Allocate(capacity);
        Capacity = capacity;
        Address = Locate(_bytes);
    }

    /// <summary>Where the first element lies; another place after growing.</summary>
    public T* Address { get; private set; }

    public int Capacity { get; private set; }

    public Span<T> Span => new(Address, Capacity);

    /// <summary>Makes room for so many elements and keeps what is there; new elements are zero.</summary>
    public void Grow(int atLeast)
    {
        if (atLeast <= Capacity)
        {
            return;
        }

        var capacity = int.Max(atLeast, (int)long.Min(Capacity * 2L, (Array.MaxLength - Line) / sizeof(T)));
        var larger = Allocate(capacity);
        var address = Locate(larger);
        Span.CopyTo(new Span<T>(address, capacity));
        _bytes = larger;
        Capacity = capacity;
        Address = address;
    }

    private static byte[] Allocate(int capacity) => GC.AllocateArray<byte>(checked((capacity * sizeof(T)) + Line), pinned: true);

    private static T* Locate(byte[] bytes) => (T*)(((nint)Marshal.UnsafeAddrOfPinnedArrayElement(bytes, 0) + Line - 1) & -Line);
}
