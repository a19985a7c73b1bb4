using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CompileBench.Modules.Profiling;

/// <summary>
/// Answers, for a local that is read: through how many joins did its value come since it was last touched? A join is the end of a block or
/// <c>if</c> with two predecessors or more; a value comes through it when the block was open at the local's last assignment and has ended since.
/// </summary>
/// <remarks>
/// The blocks of a function are a forest of parents. The blocks open at an assignment are the ancestors of the innermost one, so the answer is
/// the sum of weights from there up to the first block still open. Skipping grandchildren on the way (path halving, as in union-find) keeps the
/// walks logarithmic on average however deep the nesting is.
/// </remarks>
internal unsafe struct JoinForest
{
    private const int Open = int.MaxValue;

    private readonly PinnedBuffer<Node> _nodes;
    private int _count;

    public JoinForest()
    {
        _nodes = new PinnedBuffer<Node>(1024);
        Nodes = _nodes.Address;
    }

    /// <summary>The innermost open block; 0 is the function's body.</summary>
    public int Current { readonly get; private set; }

    /// <summary>Whether <see cref="Enter"/> has to make room first.</summary>
    public readonly bool IsFull => _count == _nodes.Capacity;

    /// <summary>The blocks by number; another address after <see cref="Enter"/>.</summary>
    public Node* Nodes { readonly get; private set; }

    public void Reset()
    {
        Nodes[0] = new Node { EndTime = Open };
        _count = 1;
        Current = 0;
    }

    public void Enter()
    {
        if (IsFull)
        {
            _nodes.Grow(_count + 1);
            Nodes = _nodes.Address;
        }

        EnterWithoutGrowing();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EnterWithoutGrowing()
    {
        Nodes[_count] = new Node { Parent = Current, EndTime = Open };
        Current = _count++;
    }

    /// <summary>The innermost block ends.</summary>
    /// <param name="predecessors">Those of its end, which is a join if there are two or more.</param>
    /// <param name="time">The time of the next touch.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Leave(int predecessors, int time)
    {
        var node = Nodes + Current;
        node->EndTime = time;
        // None of one or fewer, without a branch: it could not be predicted.
        node->Weight = predecessors & ((1 - predecessors) >> 31);
        Current = node->Parent;
    }

    /// <summary>The predecessors of all joins between a block and the first of its ancestors that is still open.</summary>
    /// <param name="nodes">The blocks by number.</param>
    /// <param name="block">The block the local was assigned in; the open ancestor on return.</param>
    /// <param name="time">Which are open is asked for this time. No later time may have been asked for before.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long PassJoins(Node* nodes, ref int block, int time)
    {
        var at = block;
        var predecessors = 0L;
        while (nodes[at].EndTime <= time)
        {
            var node = nodes + at;
            var parent = nodes + node->Parent;
            if (parent->EndTime <= time)
            {
                node->Weight += parent->Weight;
                node->Parent = parent->Parent;
            }

            predecessors += node->Weight;
            at = node->Parent;
        }

        block = at;
        return predecessors;
    }

    /// <summary>A block, open or ended: 16 bytes, so that it is found by a shift.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 16)]
    public struct Node
    {
        /// <summary>The block around it, or a later one that is as good: those skipped have ended and are in the weight.</summary>
        public int Parent;

        /// <summary>Its join's predecessors; 0 where its end is none.</summary>
        public int Weight;

        /// <summary>The time of the first touch behind its end; later than all times while it is open.</summary>
        public int EndTime;
    }
}
