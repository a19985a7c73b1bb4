using CompileBench.Engines.Execution;
using CompileBench.Modules.Workloads;
using CompileBench.Results.Schema;

namespace CompileBench.Engines.Operations;

/// <summary>
/// Executes a module's workload in a fresh instance. The module is compiled once, before the timed region. The time is that of the workload alone:
/// from <c>bench.start</c> to <c>bench.end</c>, around <c>_start</c>, or around the calls of a driver.
/// </summary>
internal sealed class ExecuteOperation : MeasuredOperation
{
    // The catalog's workloads need far less; a memory that grows without end ends here, in every engine and on every system.
    private const long MostMemoryBytes = 1L << 30;

    public override OperationDescription Description => OperationDescription.Execute;

    public override bool RunsCode => true;

    public override bool NeedsWorkload => true;

    public override PreparedOperation Prepare(ConfiguredEngine engine, OperationInput input)
    {
        GuestModule.RefuseComponent(input.Module.Span);
        var workload = FindWorkload(input);
        var driver = workload.Driver is null ? null
            : WorkloadDriver.Find(workload.Driver) ?? throw Refused($"there is no driver named {workload.Driver}: there are {string.Join(", ", WorkloadDriver.All.Select(d => d.Name))}");
        WorkloadFolderCopy? folder = null;
        GuestModule? module = null;
        try
        {
            var standardInput = workload.StandardInput is { } file ? File.ReadAllBytes(Path.Combine(workload.Folder ?? "", file)) : [];
            module = GuestModule.Prepare(engine, input.Module.Span, driver?.Imports ?? [], World, MostMemoryBytes);
            return new WorkloadExecution(module, workload, driver, folder);

            WasiWorld World(Native.WasiFunctions functions)
            {
                folder = workload.Kind == WorkloadKind.Driver ? null : WorkloadFolderCopy.Make(workload.Folder);
                return new WasiWorld(functions, workload.Arguments, workload.Environment, standardInput, folder?.Path);
            }
        }
        catch
        {
            module?.Dispose();
            folder?.Dispose();
            throw;
        }
    }

    private static Workload FindWorkload(OperationInput input)
    {
        try
        {
            return ModuleWorkloads.Find(input.WorkloadPath, input.ModulePath, input.Module.Span)
                ?? throw Refused($"the module has no workload: write {Path.GetFileNameWithoutExtension(input.ModulePath)}{WorkloadFile.Extension} beside it");
        }
        catch (WorkloadException e)
        {
            throw Refused(e.Message);
        }
    }

    private static OperationFailedException Refused(string message) => new(new OperationFailure(OutcomeKind.Rejected, message));
}
