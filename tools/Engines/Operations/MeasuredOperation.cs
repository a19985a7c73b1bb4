using CompileBench.Results.Schema;

namespace CompileBench.Engines.Operations;

/// <summary>
/// One thing that an engine does with a module and that is measured. Workers, benchmark processes and experiments run operations through
/// this type alone; none of them compares names.
/// </summary>
public abstract class MeasuredOperation
{
    /// <summary>Decodes and validates a module.</summary>
    public static MeasuredOperation Validate { get; } = new ValidateOperation();

    /// <summary>Compiles a module.</summary>
    public static MeasuredOperation Compile { get; } = new CompileOperation();

    /// <summary>Loads a module that was compiled before.</summary>
    public static MeasuredOperation Deserialize { get; } = new DeserializeOperation();

    /// <summary>Creates an instance of a compiled module.</summary>
    public static MeasuredOperation Instantiate { get; } = new InstantiateOperation();

    /// <summary>Executes the workload of a compiled module.</summary>
    public static MeasuredOperation Execute { get; } = new ExecuteOperation();

    /// <summary>Every operation that this version can measure, in the order in which a suite measures them.</summary>
    public static IReadOnlyList<MeasuredOperation> All { get; } = [Compile, Validate, Deserialize, Instantiate, Execute];

    /// <summary>What records and reports say of it.</summary>
    public abstract OperationDescription Description { get; }

    /// <summary>The name in records and requests.</summary>
    public string Name => Description.Name;

    /// <summary>Whether the operation runs the module's code, which not every engine can be made to do.</summary>
    public virtual bool RunsCode => false;

    /// <summary>Whether the operation needs a workload: modules without one are left out.</summary>
    public virtual bool NeedsWorkload => false;

    /// <summary>Whether the operation can be applied to a component. What runs code needs the interface types that only a component's host provides.</summary>
    public virtual bool TakesComponents => false;

    /// <summary>Finds an operation by its name; null where there is none.</summary>
    public static MeasuredOperation? Find(string name) => All.FirstOrDefault(o => o.Name == name);

    /// <summary>Does everything that comes before the timed region, such as making the input of the operation. Called once per case.</summary>
    /// <param name="engine">The engine, which outlives what is returned.</param>
    /// <param name="input">The module, and where its workload is described.</param>
    /// <exception cref="OperationFailedException">The engine refuses the module, or fails before the timed region.</exception>
    public abstract PreparedOperation Prepare(ConfiguredEngine engine, OperationInput input);

    /// <inheritdoc/>
    public sealed override string ToString() => Name;
}
