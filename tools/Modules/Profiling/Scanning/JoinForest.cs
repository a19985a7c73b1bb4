using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CompileBench.Modules.Profiling.Scanning;

/// <summary>
/// The blocks of a function as a forest. It answers, for a local that is read: through how many joins did its value come since the local was last
/// touched? A join is the end of a block or <c>if</c> with two predecessors or more; a value comes through it when the block was open at the
/// local's last assignment and has ended since.
/// </summary>
/// <remarks>
/// The blocks that are open at an assignment are the ancestors of the innermost one. So the answer is the sum of weights from there up to the
/// first block still open. Each walk makes blocks skip their parents that have ended (path halving, as in union-find), which keeps walks
/// logarithmic on average however deep the nesting is.
/// </remarks>
internal sealed unsafe class JoinForest
{
    private const int Open = int.MaxValue;

    private readonly PinnedBuffer<Node> _nodes = new(1024, isZeroed: false);
    private int _count;

    /// <summary>The innermost open block; 0 is the function's body.</summary>
    public int Current { get; private set; }

    /// <summary>The blocks by number; another address after <see cref="Reserve"/>.</summary>
    public Node* Nodes { get; private set; }

    public void BeginFunction()
    {
        Nodes = _nodes.Address;
        Nodes[0] = new Node { EndTime = Open };
        _count = 1;
        Current = 0;
    }

    /// <summary>Makes room for so many more blocks, so that <see cref="Enter"/> need not test for it.</summary>
    public void Reserve(int blocks)
    {
        _nodes.Grow(_count + blocks);
        Nodes = _nodes.Address;
    }

    /// <summary>A block begins within the innermost one. There is room for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enter()
    {
        Nodes[_count] = new Node { Parent = Current, EndTime = Open };
        Current = _count++;
    }

    /// <summary>The innermost block ends.</summary>
    /// <param name="predecessors">The predecessors of its end, which is a join if there are two or more; 0 for a loop.</param>
    /// <param name="time">The time of the next touch.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Leave(int predecessors, int time)
    {
        var node = Nodes + Current;
        node->EndTime = time;
        // 0 for one or fewer, without a branch: it could not be predicted.
        node->Weight = predecessors & ((1 - predecessors) >> 31);
        Current = node->Parent;
    }

    /// <summary>Adds up the predecessors of all joins from a block up to the first of its ancestors that is still open.</summary>
    /// <param name="nodes">The blocks by number.</param>
    /// <param name="block">The block the local was assigned in; the open ancestor on return.</param>
    /// <param name="time">The time at which blocks are open or not. It never decreases from call to call.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long SumJoins(Node* nodes, ref int block, int time)
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
        /// <summary>The block around it, or a later ancestor: blocks that are skipped have ended, and their weight is in this one's.</summary>
        public int Parent;

        /// <summary>The predecessors of its join; 0 where its end is none.</summary>
        public int Weight;

        /// <summary>The time of the first touch behind its end; later than all times while it is open.</summary>
        public int EndTime;
    }
}
