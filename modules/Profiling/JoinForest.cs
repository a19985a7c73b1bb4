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
internal sealed unsafe class JoinForest
{
    private const int Open = -1;

    private readonly PinnedBuffer<Node> _nodes = new(1024);
    private int _count;

    /// <summary>The innermost open block; 0 is the function's body.</summary>
    public int Current { get; private set; }

    /// <summary>The blocks by number; another address after <see cref="Enter"/>.</summary>
    public Node* Nodes => _nodes.Address;

    public void Reset()
    {
        _nodes.Address[0] = new Node { Parent = 0, Weight = Open };
        _count = 1;
        Current = 0;
    }

    public void Enter()
    {
        if (_count == _nodes.Capacity)
        {
            _nodes.Grow(_count + 1);
        }

        _nodes.Address[_count] = new Node { Parent = Current, Weight = Open };
        Current = _count++;
    }

    /// <summary>The innermost block ends with so many predecessors; 0 where its end is no join.</summary>
    public void Leave(int predecessors)
    {
        var node = _nodes.Address + Current;
        node->Weight = predecessors >= 2 ? predecessors : 0;
        Current = node->Parent;
    }

    /// <summary>The predecessors of all joins between a block and the first of its ancestors that is still open.</summary>
    /// <param name="block">The block the local was assigned in; the open ancestor on return.</param>
    public long PassJoins(ref int block)
    {
        var nodes = _nodes.Address;
        var at = block;
        var predecessors = 0L;
        while (nodes[at].Weight != Open)
        {
            var node = nodes + at;
            var parent = nodes + node->Parent;
            if (parent->Weight != Open)
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

    /// <summary>A block, open or ended.</summary>
    public struct Node
    {
        /// <summary>The block around it, or a later one that is as good: those skipped have ended and are in the weight.</summary>
        public int Parent;

        /// <summary>Its join's predecessors; negative while it is open.</summary>
        public int Weight;

        public readonly bool HasEnded => Weight >= 0;
    }
}
