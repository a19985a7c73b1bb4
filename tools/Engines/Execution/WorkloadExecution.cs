using CompileBench.Engines.Operations;
using CompileBench.Modules;
using CompileBench.Modules.Workloads;
using CompileBench.Results.Schema;

namespace CompileBench.Engines.Execution;

/// <summary>A workload that is ready to be executed again and again, each time in a fresh instance.</summary>
internal sealed class WorkloadExecution(GuestModule module, Workload workload, WorkloadDriver? driver, WorkloadFolderCopy? folder) : PreparedOperation
{
    private readonly DriverInput? _input = driver is null ? null : new DriverInput(workload);

    public override (long Wall, long? Cpu)? OwnTimes => module.Host.Clock.Times;

    public override ModuleDigest? OutputDigest => module.Host.Output.Digest;

    public override nint RunOnce(out OperationFailure? failure)
    {
        try
        {
            using var guest = new Guest(module);
            failure = guest.Instantiate() ?? Execute(guest);
        }
        catch (OperationFailedException e)
        {
            failure = e.Failure;
        }
        catch (ArgumentException e)
        {
            // An address that lies outside of the memory: the module returned something else than its driver expects.
            failure = new OperationFailure(OutcomeKind.WrongOutput, $"the driver cannot use what the module returned: {e.Message}");
        }

        return 0;
    }

    public override ArtifactSummary Summarize(nint result) => module.Engine.Summarize(module.Compiled);

    protected override void Dispose(bool disposing)
    {
        module.Dispose();
        folder?.Dispose();
        base.Dispose(disposing);
    }

    private OperationFailure? Execute(Guest guest)
    {
        var exitStatus = 0;
        switch (workload.Kind)
        {
            case WorkloadKind.Command:
                guest.Clock.Begin();
                exitStatus = guest.Start();
                guest.Clock.End();
                break;
            case WorkloadKind.Bench:
                exitStatus = guest.Start();
                break;
            case WorkloadKind.Driver:
                if (guest.Has("_initialize"))
                {
                    guest.Call("_initialize");
                }

                module.Host.Output.Write(driver!.Run(guest, _input!));
                break;
        }

        return new OutputCheck(workload.Expected).Judge(module.Host, exitStatus);
    }
}
