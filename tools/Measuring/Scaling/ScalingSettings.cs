using CompileBench.Engines.Probing;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Scaling;

/// <summary>Proves the settings of a new scaling run, of times or of instructions.</summary>
internal static class ScalingSettings
{
    /// <summary>Says what the run is about and describes each engine, with the proof of each setting.</summary>
    /// <param name="request">What to find out.</param>
    /// <param name="output">Where the line for people goes.</param>
    /// <param name="cancellation">Stops proving.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static IReadOnlyList<EngineDescription> Prove(ScalingRequest request, TextWriter output, CancellationToken cancellation)
    {
        output.WriteLine($"{request.Shapes.Count} {(request.Shapes.Count == 1 ? "shape" : "shapes")}, {request.Settings.Count} settings, {string.Join(", ", request.Engines.Select(e => "Wasmtime " + e.Label))}; proving the settings");
        return [.. request.Engines.Select(e => EngineProbe.Describe(e, request.Settings, cancellation))];
    }
}
