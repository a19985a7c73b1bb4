using CompileBench.Engines.Isolation;
using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;

namespace CompileBench.Measuring.Explaining.Blame;

/// <summary>Wall times of compiling several modules, in guarded workers, on any system.</summary>
/// <param name="engine">The engine.</param>
/// <param name="settings">The settings.</param>
/// <param name="limits">What one compile may cost.</param>
/// <param name="cancellation">Stops the measuring.</param>
public sealed class CompileTimes(EngineBuild engine, CompilerSettings settings, CompileLimits limits, CancellationToken cancellation)
{
    // Each module is compiled once a round, so that slow spells of the machine fall on all of them; the least of the rounds is kept.
    private const int Rounds = 7;

    /// <summary>Why the last call gave nothing; null where it gave times.</summary>
    public string? Fault { get; private set; }

    /// <summary>The least time of each module, in nanoseconds; null where one was not compiled: see <see cref="Fault"/>.</summary>
    public IReadOnlyList<double>? Of(IReadOnlyList<byte[]> modules)
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
                    var outcome = slot.Take().Run(new GuardedCompile(settings.Name, files[i], null), limits, cancellation);
                    if (outcome is not Outcome.Compiled { Samples: [var sample, ..] })
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
