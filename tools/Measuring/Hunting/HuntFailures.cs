using CompileBench.Engines.Isolation;
using CompileBench.Modules;
using CompileBench.Modules.Generation.Patterns;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Hunting;

/// <summary>Candidates whose compile crashed, or exceeded its memory or time: findings of their own kind, kept with their module.</summary>
internal static class HuntFailures
{
    private const string Folder = "modules";

    /// <summary>The finding; null where the candidate compiled or was refused.</summary>
    public static HuntFinding? Describe(ScreenResult result, string engine)
    {
        HuntFindingKind? kind = result.Failure switch
        {
            Outcome.Crashed => HuntFindingKind.Crash,
            Outcome.OutOfMemory => HuntFindingKind.Memory,
            Outcome.TimedOut => HuntFindingKind.Deadline,
            _ => null,
        };
        return kind is not { } known ? null : new HuntFinding
        {
            Name = $"{known.ToString().ToLowerInvariant()}-{HuntNames.FromPattern(result.Candidate.Pattern, result.Signature)}",
            Kind = known,
            Settings = result.Candidate.Settings,
            Engine = engine,
            Signature = result.Signature,
            Pattern = PatternJson.Write(result.Candidate.Pattern),
            ListedSize = result.Size,
            Message = result.Failure!.Message,
        };
    }

    /// <summary>Writes the module at the size that failed.</summary>
    /// <returns>The file, relative to the run's directory.</returns>
    public static string WriteModule(string directory, ScreenResult result)
    {
        var module = result.Candidate.Pattern.Generate(result.Size);
        var file = $"{Folder}/{ModuleDigest.Compute(module).ToString().Split(':')[^1][..16]}.wasm";
        Directory.CreateDirectory(Path.Combine(directory, Folder));
        File.WriteAllBytes(Path.Combine(directory, file), module);
        return file;
    }
}
