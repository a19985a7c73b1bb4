namespace CompileBench.Modules.Profiling;

/// <summary>Memory that does not move and grows by doubling, so that an inner loop may hold its address.</summary>
/// <remarks>It only ever grows by what was read, never by what a module claims.</remarks>
internal sealed unsafe class PinnedBuffer<T>
    where T : unmanaged
{
    // Referenced here for as long as the address is used; arrays of the pinned heap do not move.
    private T[] _array;

    public PinnedBuffer(int capacity)
    {
        _array = GC.AllocateArray<T>(capacity, pinned: true);
        Address = Locate(_array);
    }

    /// <summary>Where the first element lies; another place after growing.</summary>
    public T* Address { get; private set; }

    public int Capacity => _array.Length;

    public Span<T> Span => _array;

    /// <summary>Makes room for so many elements and keeps what is there; new elements are zero.</summary>
    public void Grow(int atLeast)
    {
        if (atLeast <= _array.Length)
        {
            return;
        }

        var larger = GC.AllocateArray<T>(int.Max(atLeast, int.Min(_array.Length * 2, Array.MaxLength)), pinned: true);
        _array.AsSpan().CopyTo(larger);
        _array = larger;
        Address = Locate(_array);
    }

    private static T* Locate(T[] array) => (T*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(array, 0);
}
