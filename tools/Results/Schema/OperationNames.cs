namespace CompileBench.Results.Schema;

/// <summary>The names of the measured operations, as records and commands write them. The names are the interface.</summary>
public static class OperationNames
{
    /// <summary>Decodes and validates a module without compiling it: the lower limit of every compile time.</summary>
    public const string Validate = "validate";

    /// <summary>Compiles a module to machine code.</summary>
    public const string Compile = "compile";

    /// <summary>Loads a compiled artifact.</summary>
    public const string Deserialize = "deserialize";

    /// <summary>Creates an instance of a compiled module.</summary>
    public const string Instantiate = "instantiate";

    /// <summary>Runs an exported function of an instance. Schema 1 calls it <c>run</c>.</summary>
    public const string Execute = "execute";

    /// <summary>Every name, in the order in which a module passes through the operations.</summary>
    public static IReadOnlyList<string> All { get; } = [Validate, Compile, Deserialize, Instantiate, Execute];
}
