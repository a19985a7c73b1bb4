using CompileBench.Modules.Wasm.Components;
using CompileBench.Results.Schema;

namespace CompileBench.Engines.Operations;

/// <summary>
/// Loads a compiled module: one call of <c>wasmtime_module_deserialize</c>. The artifact is compiled and serialized once, before the timed region.
/// </summary>
internal sealed unsafe class DeserializeOperation : MeasuredOperation
{
    private const string ForModules = "wasmtime_module_deserialize";
    private const string ForComponents = "wasmtime_component_deserialize";

    public override OperationDescription Description => OperationDescription.Deserialize;

    public override bool TakesComponents => true;

    public override PreparedOperation Prepare(ConfiguredEngine engine, OperationInput input)
    {
        var isComponent = CoreModules.IsComponent(input.Module.Span);
        var name = isComponent ? ForComponents : ForModules;
        var function = engine.Library.Find(name);
        var compiled = function == 0
            ? throw new OperationFailedException(new OperationFailure(OutcomeKind.Rejected, $"the library does not export {name}"))
            : engine.Compile(input.Module.Span, out var rejection);
        if (OperationFailure.FromRejection(rejection) is { } failure)
        {
            throw new OperationFailedException(failure);
        }

        try
        {
            return new Prepared(engine, (delegate* unmanaged[Cdecl]<nint, byte*, nuint, nint*, nint>)function, engine.Serialize(compiled), isComponent);
        }
        finally
        {
            engine.Delete(compiled);
        }
    }

    private sealed class Prepared(ConfiguredEngine engine, delegate* unmanaged[Cdecl]<nint, byte*, nuint, nint*, nint> deserialize, byte[] artifact, bool isComponent) : PreparedOperation
    {
        public override nint RunOnce(out OperationFailure? failure)
        {
            var loaded = engine.Deserialize(deserialize, artifact, isComponent, out var rejection);
            failure = OperationFailure.FromRejection(rejection);
            return loaded;
        }

        public override void Release(nint result) => engine.Delete(result);

        public override ArtifactSummary Summarize(nint result) => ArtifactReader.Read(artifact);
    }
}
