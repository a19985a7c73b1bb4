using CompileBench.Results.Schema;

namespace CompileBench.Engines.Operations;

/// <summary>Compiles a module: one call of <c>wasmtime_module_new</c>.</summary>
internal sealed class CompileOperation : MeasuredOperation
{
    public override OperationDescription Description => OperationDescription.Compile;

    public override bool TakesComponents => true;

    public override PreparedOperation Prepare(ConfiguredEngine engine, OperationInput input) => new Prepared(engine, input.Module);

    private sealed class Prepared(ConfiguredEngine engine, ReadOnlyMemory<byte> module) : PreparedOperation
    {
        public override nint RunOnce(out OperationFailure? failure)
        {
            var compiled = engine.Compile(module.Span, out var rejection);
            failure = OperationFailure.FromRejection(rejection);
            return compiled;
        }

        public override void Release(nint result) => engine.Delete(result);

        public override ArtifactSummary Summarize(nint result) => engine.Summarize(result);

        public override void Serialize(nint result, Action<ReadOnlySpan<byte>> take) => engine.Serialize(result, take);
    }
}
