namespace CompileBench.Worker;

/// <summary>The worker's command line.</summary>
/// <param name="Engine">The library, or the baseline's where there are two; null for the package's.</param>
/// <param name="Candidate">The second library; null for none.</param>
/// <param name="CandidateFirst">Whether the second library is loaded first.</param>
/// <param name="LoadsLibraryPages">Whether all pages of the library are made resident before the first operation.</param>
/// <param name="MemoryCeiling">The private memory that operations may add, in bytes; null for no limit.</param>
internal sealed record WorkerArguments(string? Engine, string? Candidate, bool CandidateFirst, bool LoadsLibraryPages, long? MemoryCeiling)
{
    /// <summary>Reads the command line; null, and the option at fault, where one is not known.</summary>
    public static WorkerArguments? Parse(string[] args, out string fault)
    {
        var parsed = new WorkerArguments(null, null, false, false, null);
        fault = "";
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            var value = args[i + 1];
            switch (args[i])
            {
                case "--engine":
                    parsed = parsed with { Engine = value };
                    break;
                case "--candidate":
                    parsed = parsed with { Candidate = value };
                    break;
                case "--load-first" when value is "baseline" or "candidate":
                    parsed = parsed with { CandidateFirst = value == "candidate" };
                    break;
                case "--library-pages" when value is "loaded":
                    parsed = parsed with { LoadsLibraryPages = true };
                    break;
                case "--memory-ceiling" when long.TryParse(value, out var bytes):
                    parsed = parsed with { MemoryCeiling = bytes };
                    break;
                default:
                    fault = args[i];
                    return null;
            }
        }

        return parsed;
    }
}
