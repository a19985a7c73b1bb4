using CompileBench.Engines.Execution.Drivers;

namespace CompileBench.Engines.Execution;

/// <summary>Calls the exported functions of one kind of module: allocate, write, call, read. A driver has no state.</summary>
internal abstract class WorkloadDriver
{
    /// <summary>The name in workload files.</summary>
    public abstract string Name { get; }

    /// <summary>The functions that the driver provides to the module.</summary>
    public virtual IReadOnlyList<HostFunction> Imports => [];

    /// <summary>Every driver.</summary>
    public static IReadOnlyList<WorkloadDriver> All { get; } =
    [
        new ProbeDriver(), new GoFormatDriver(), new DprintDriver(), new SourceMapDriver(), new MarkdownDriver(), new DigestDriver(), new Argon2Driver(),
        new BrotliDriver(), new LodepngDriver(), new PngEncoderDriver(), new FourierDriver(), new NoiseSuppressionDriver(), new GameBoyDriver(),
    ];

    /// <summary>The driver of that name; null where there is none.</summary>
    public static WorkloadDriver? Find(string? name) => All.FirstOrDefault(d => d.Name == name);

    /// <summary>Executes the workload in a fresh instance. Only what is between <see cref="WorkloadClock.Begin"/> and <see cref="WorkloadClock.End"/> counts.</summary>
    /// <param name="guest">The instance.</param>
    /// <param name="input">The workload's files and parameters.</param>
    /// <returns>The output to be compared.</returns>
    /// <exception cref="Operations.OperationFailedException">The module trapped, or does not do what the driver needs.</exception>
    public abstract byte[] Run(Guest guest, DriverInput input);
}
