namespace CompileBench.Modules.Profiling.Reference;

/// <summary>Far uses: <c>local.get</c> instructions with <see cref="Distance"/> or more other locals touched since the local was last touched.</summary>
internal sealed class FarUses : FeatureRule
{
    /// <summary>Other locals touched in between that make a use far.</summary>
    public const int Distance = 14;

    // Locals touched since the function's entry, the latest first. Those before a local were touched since it was.
    private readonly LinkedList<long> _latest = [];
    private readonly Dictionary<long, LinkedListNode<long>> _places = [];
    private double _sum;

    public override double Value => _sum;

    public override void Read(long local)
    {
        _sum += _latest.Count >= Distance && !_latest.Take(Distance).Contains(local) ? 1 : 0;
        Touch(local);
    }

    public override void Assign(long local, IReadOnlyList<ReferenceBlock> carriers) => Touch(local);

    private void Touch(long local)
    {
        if (_places.TryGetValue(local, out var place))
        {
            _latest.Remove(place);
        }

        _places[local] = _latest.AddFirst(local);
    }
}
