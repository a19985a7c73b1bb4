using CompileBench.Modules.Wasm.Components;
using CompileBench.Results.Schema;

namespace CompileBench.Engines.Operations;

/// <summary>Decodes and validates a module: one call of <c>wasmtime_module_validate</c>.</summary>
internal sealed class ValidateOperation : MeasuredOperation
{
    public override OperationDescription Description => OperationDescription.Validate;

    public override PreparedOperation Prepare(ConfiguredEngine engine, OperationInput input) => CoreModules.IsComponent(input.Module.Span)
        ? throw new OperationFailedException(new OperationFailure(OutcomeKind.Rejected, "the engine validates core modules alone, and no components"))
        : new Prepared(engine, input.Module);

    private sealed class Prepared(ConfiguredEngine engine, ReadOnlyMemory<byte> module) : PreparedOperation
    {
        public override nint RunOnce(out OperationFailure? failure)
        {
            failure = OperationFailure.FromRejection(engine.Validate(module.Span));
            return 0;
        }
    }
}
