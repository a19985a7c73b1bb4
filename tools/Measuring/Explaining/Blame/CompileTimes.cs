using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;

namespace CompileBench.Measuring.Explaining.Blame;

/// <summary>Measures wall times of compiling several modules, in guarded workers, on any system.</summary>
/// <param name="engine">The engine.</param>
/// <param name="settings">The settings.</param>
/// <param name="limits">The limits of one compile.</param>
/// <param name="cancellation">Stops the measuring.</param>
public sealed class CompileTimes(EngineBuild engine, CompilerSettings settings, OperationLimits limits, CancellationToken cancellation)
{
    // Each module is compiled once per round, so that a slow period of the machine affects all modules; the shortest time of the rounds is kept.
    private const int Rounds = 7;

    /// <summary>The reason the last call returned no times; null where it returned times.</summary>
    public string? Fault { get; private set; }

    /// <summary>Returns the shortest time of each module, in nanoseconds; null where a module was not compiled (<see cref="Fault"/>).</summary>
    public IReadOnlyList<double>? MeasureShortest(IReadOnlyList<byte[]> modules)
    {
        ArgumentNullException.ThrowIfNull(modules);
        var directory = Directory.CreateTempSubdirectory("compilebench-blame");
        try
        {
            var files = modules.Select((bytes, i) => Write(directory.FullName, i, bytes)).ToList();
            var least = Enumerable.Repeat(double.MaxValue, files.Count).ToArray();
            using var slot = new WorkerSlot(engine.LibraryPath, null);
            for (var round = 0; round < Rounds; round++)
            {
                for (var i = 0; i < files.Count; i++)
                {
                    var outcome = slot.Run(new OperationRequest(MeasuredOperation.Compile, settings.Name, files[i], null), limits, cancellation);
                    if (outcome is not Outcome.Completed { Samples: [var sample, ..] })
                    {
                        Fault = $"{outcome.Kind}: {outcome.Message}";
                        return null;
                    }

                    least[i] = Math.Min(least[i], sample.Nanoseconds);
                }
            }

            return least;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static string Write(string directory, int number, byte[] module)
    {
        var path = Path.Combine(directory, $"{number}.wasm");
        File.WriteAllBytes(path, module);
        return path;
    }
}
