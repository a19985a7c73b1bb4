namespace CompileBench.Measuring.Reducing;

/// <summary>The names of the steps that reduce sections, as progress and results show them.</summary>
internal static class ReductionSteps
{
    public const string Items = "items of sections";
    public const string Elements = "elements";
    public const string Data = "data";
    public const string Expressions = "constant expressions";
    public const string Types = "parameters and results";
    public const string Locals = "locals";
    public const string Instructions = "instructions";
}
