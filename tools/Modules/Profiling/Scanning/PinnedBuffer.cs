using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CompileBench.Modules.Profiling.Scanning;

/// <summary>Memory that does not move and grows by doubling, so that an inner loop may hold its address. It begins with a line of the cache.</summary>
/// <remarks>It only ever grows by what was read, never by what a module claims.</remarks>
internal sealed unsafe class PinnedBuffer<T>
    where T : unmanaged
{
    /// <summary>Bytes of a line of the cache. What lies across two takes twice the work.</summary>
    private const int Line = 64;

    // Referenced here for as long as the address is used; arrays of the pinned heap do not move.
    private byte[] _bytes;

    private readonly bool _isZeroed;

    /// <param name="capacity">The number of elements.</param>
    /// <param name="isZeroed">Whether new elements are zero. Otherwise they have any value.</param>
    public PinnedBuffer(int capacity, bool isZeroed = true)
    {
        _isZeroed = isZeroed;
        _bytes = Allocate(capacity);
        Capacity = capacity;
        Address = Locate(_bytes);
    }

    /// <summary>Where the first element lies; another place after growing.</summary>
    public T* Address { get; private set; }

    public int Capacity { get; private set; }

    public Span<T> Span => new(Address, Capacity);

    /// <summary>Makes room for so many elements and keeps what is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Grow(int atLeast)
    {
        if (atLeast > Capacity)
        {
            MoveToLarger(atLeast);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void MoveToLarger(int atLeast)
    {
        var capacity = int.Max(atLeast, (int)long.Min(Capacity * 2L, (Array.MaxLength - Line) / sizeof(T)));
        var larger = Allocate(capacity);
        var address = Locate(larger);
        Span.CopyTo(new Span<T>(address, capacity));
        _bytes = larger;
        Capacity = capacity;
        Address = address;
    }

    private byte[] Allocate(int capacity)
    {
        var bytes = checked((capacity * sizeof(T)) + Line);
        return _isZeroed ? GC.AllocateArray<byte>(bytes, pinned: true) : GC.AllocateUninitializedArray<byte>(bytes, pinned: true);
    }

    private static T* Locate(byte[] bytes) => (T*)(((nint)Marshal.UnsafeAddrOfPinnedArrayElement(bytes, 0) + Line - 1) & -Line);
}
