namespace CompileBench.Modules.Profiling.Reference;

/// <summary>Values live across calls: <c>local.get</c> instructions with a call since the local was last touched.</summary>
internal sealed class ValuesLiveAcrossCalls : FeatureRule
{
    private readonly int[] _callsAtLastTouch;
    private int _calls;
    private double _sum;

    /// <param name="locals">Parameters and declared locals.</param>
    public ValuesLiveAcrossCalls(int locals) => _callsAtLastTouch = new int[locals];

    public override double Value => _sum;

    public override void Call() => _calls++;

    public override void Read(long local)
    {
        _sum += _calls > _callsAtLastTouch[local] ? 1 : 0;
        _callsAtLastTouch[local] = _calls;
    }

    public override void Assign(long local, IReadOnlyList<ReferenceBlock> carriers) => _callsAtLastTouch[local] = _calls;
}
