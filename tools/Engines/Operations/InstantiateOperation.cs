using System.Collections.Immutable;
using CompileBench.Engines.Execution;
using CompileBench.Results.Schema;

namespace CompileBench.Engines.Operations;

/// <summary>
/// Creates an instance of a compiled module in a fresh store: one call of <c>wasmtime_instance_pre_instantiate</c>, or of
/// <c>wasmtime_linker_instantiate</c> where the module imports a memory, table or global. The module's start function is part of it.
/// </summary>
internal sealed class InstantiateOperation : MeasuredOperation
{
    public override OperationDescription Description => OperationDescription.Instantiate;

    public override bool RunsCode => true;

    public override PreparedOperation Prepare(ConfiguredEngine engine, OperationInput input) =>
        new Prepared(GuestModule.Prepare(engine, input.Module.Span, [], functions => new WasiWorld(functions, [], ImmutableDictionary<string, string>.Empty, default, null)));

    private sealed class Prepared(GuestModule module) : PreparedOperation
    {
        public override (long Wall, long? Cpu)? OwnTimes => module.Host.Clock.Times;

        public override nint RunOnce(out OperationFailure? failure)
        {
            try
            {
                using var guest = new Guest(module);
                guest.Clock.Begin();
                failure = guest.Instantiate();
                guest.Clock.End();
            }
            catch (OperationFailedException e)
            {
                failure = e.Failure;
            }

            return 0;
        }

        public override ArtifactSummary Summarize(nint result) => module.Engine.Summarize(module.Compiled);

        protected override void Dispose(bool disposing)
        {
            module.Dispose();
            base.Dispose(disposing);
        }
    }
}
