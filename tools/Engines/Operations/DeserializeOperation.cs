using CompileBench.Results.Schema;

namespace CompileBench.Engines.Operations;

/// <summary>
/// Loads a compiled module: one call of <c>wasmtime_module_deserialize</c>. The artifact is compiled and serialized once, before the timed region.
/// </summary>
internal sealed unsafe class DeserializeOperation : MeasuredOperation
{
    private const string Function = "wasmtime_module_deserialize";

    public override OperationDescription Description => OperationDescription.Deserialize;

    public override PreparedOperation Prepare(ConfiguredEngine engine, OperationInput input)
    {
        var function = engine.Library.Find(Function);
        var compiled = function == 0
            ? throw new OperationFailedException(new OperationFailure(OutcomeKind.Rejected, $"the library does not export {Function}"))
            : engine.Compile(input.Module.Span, out var rejection);
        if (OperationFailure.FromRejection(rejection) is { } failure)
        {
            throw new OperationFailedException(failure);
        }

        try
        {
            return new Prepared(engine, (delegate* unmanaged[Cdecl]<nint, byte*, nuint, nint*, nint>)function, engine.Serialize(compiled));
        }
        finally
        {
            engine.Delete(compiled);
        }
    }

    private sealed class Prepared(ConfiguredEngine engine, delegate* unmanaged[Cdecl]<nint, byte*, nuint, nint*, nint> deserialize, byte[] artifact) : PreparedOperation
    {
        public override nint RunOnce(out OperationFailure? failure)
        {
            nint module = 0;
            fixed (byte* bytes = artifact)
            {
                var error = deserialize(engine.Handle, bytes, (nuint)artifact.Length, &module);
                failure = error == 0 ? null : OperationFailure.FromRejection(engine.Library.TakeMessage(error));
            }

            return module;
        }

        public override void Release(nint result) => engine.Delete(result);

        public override ArtifactSummary Summarize(nint result) => ArtifactReader.Read(artifact);
    }
}
