namespace CompileBench.FaultyWorker;

/// <summary>Which modules are answered with which fault.</summary>
public sealed class FaultList
{
    /// <summary>Holds <c>DIGEST=FAULT</c>, separated by semicolons; <c>*</c> for every module.</summary>
    public const string Variable = "COMPILEBENCH_TEST_FAULTS";

    private readonly Dictionary<string, string> _faults;

    private FaultList(Dictionary<string, string> faults) => _faults = faults;

    /// <summary>What the environment says.</summary>
    public static FaultList FromEnvironment() => new((Environment.GetEnvironmentVariable(Variable) ?? "")
        .Split(';', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('='))
        .ToDictionary(pair => pair[0], pair => pair[1]));

    /// <summary>The fault for a module; null for none.</summary>
    public string? ForModule(string? digest) => _faults.GetValueOrDefault(digest ?? "") ?? _faults.GetValueOrDefault("*");
}
