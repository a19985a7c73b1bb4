namespace CompileBench.Measuring.Explaining.Blame;

/// <summary>
/// Reads callgrind's dumps while they are written and deletes each one after reading it: the dumps of a module with many functions would fill a disk.
/// </summary>
internal sealed class DumpedIntervals(string baseFile)
{
    private readonly List<DumpedInterval> _intervals = [];

    /// <summary>The intervals read so far, in order.</summary>
    public IReadOnlyList<DumpedInterval> Intervals => _intervals;

    /// <summary>Takes every dump that is certainly complete: all but the newest.</summary>
    public void TakeFinished()
    {
        while (File.Exists(FileOf(_intervals.Count + 2)))
        {
            Take(FileOf(_intervals.Count + 1));
        }
    }

    /// <summary>Takes all remaining dumps after the program has ended; the last one has no number.</summary>
    public void TakeRest()
    {
        while (File.Exists(FileOf(_intervals.Count + 1)))
        {
            Take(FileOf(_intervals.Count + 1));
        }

        if (File.Exists(baseFile))
        {
            Take(baseFile);
        }
    }

    private void Take(string file)
    {
        var mayBeStartUp = _intervals is [.., { Trigger: { } began }] && FunctionIntervals.BeginsTrampoline(began);
        using (var reader = new StreamReader(file))
        {
            _intervals.Add(DumpedInterval.Read(reader, mayBeStartUp) ?? throw new IOException($"{file} is not a callgrind dump"));
        }

        File.Delete(file);
    }

    private string FileOf(int part) => $"{baseFile}.{part}";
}
