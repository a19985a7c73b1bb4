namespace CompileBench.Engines.Isolation;

/// <summary>
/// A series of pairs that one worker with two engines carries out: the engines run the operation in turn, in one process, after untimed runs of both.
/// The series ends with its time or with its last pair, and has at least one pair.
/// </summary>
/// <param name="CandidateFirst">For each pair whether the candidate goes first; as many pairs as there can be, at least one.</param>
/// <param name="Nanoseconds">How long the timed pairs should take, in nanoseconds. Runs shorter than this over the number of pairs are repeated: one
/// sample is then several runs in a row.</param>
public sealed record PairSeries(IReadOnlyList<bool> CandidateFirst, double Nanoseconds);
