namespace CompileBench.Modules.Profiling;

/// <content>
/// Far uses: reads of a local with <see cref="FarDistance"/> or more others touched since it was.
/// <para>
/// How one is known without searching: of the locals touched, the most recent <see cref="FarDistance"/> are all that matters, and the oldest
/// last touch among them is the horizon. A local is far if its last touch lies before it. When a local at the horizon or beyond is touched, it
/// joins the recent ones, and the horizon moves on to the next touch that is still some local's last. It only ever moves forward, so all its
/// steps together are no more than there are touches.
/// </para>
/// </content>
internal sealed unsafe partial class BodyFlow
{
    /// <summary>Other locals touched in between that make a use far. From the study the feature comes from: about a register file's worth.</summary>
    public const int FarDistance = 14;

    // The time of entry while fewer locals than FarDistance were touched; before all times where there are not more of them.
    private int _horizon;
    private int _recent;

    /// <summary>Reads of a local that was far.</summary>
    public long FarUses { get; private set; }

    private void BeginFar()
    {
        FarUses = 0;
        _recent = 0;
        _horizon = _entryTime;
        if (_count <= FarDistance)
        {
            // Too few locals for any to be far: nothing has to be noted of a first touch either, if all begin as the function's entry leaves them.
            _horizon--;
            for (var index = 0; index < _count; index++)
            {
                _states[index] = new LocalState { LastTouch = _entryTime, LastSet = _entryTime, Block = 1 };
            }
        }
    }

    /// <summary>Notes a touch of a local last touched at the horizon or before. The touch itself is already in its state and in the history.</summary>
    /// <returns>When it was touched before: at entry if not in this function.</returns>
    private int TouchFar(LocalState* local, int before, bool reads)
    {
        if (before <= _entryTime)
        {
            before = _entryTime;
            *local = new LocalState { LastTouch = local->LastTouch, LastSet = _entryTime, Block = 1 };
            if (_recent < FarDistance)
            {
                if (++_recent == FarDistance)
                {
                    AdvanceHorizon();
                }

                return before;
            }
        }

        FarUses += reads & before < _horizon ? 1 : 0;
        AdvanceHorizon();
        return before;
    }

    private void AdvanceHorizon()
    {
        var at = _horizon;
        do
        {
            at++;
        }
        while (_states[_touched[at]].LastTouch != at);
        _horizon = at;
    }
}
