using System.Collections.Immutable;
using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;
using CompileBench.Modules.Wasm.Reading.Sections;

namespace CompileBench.Modules.Workloads;

/// <summary>
/// The convention of Sightglass' benchmarks. The module imports <c>bench.start</c> and <c>bench.end</c>, reads its input from the folder that
/// contains it, and prints what the files <c>NAME.stdout.expected</c> and <c>NAME.stderr.expected</c> beside it contain, where they exist;
/// with the small input what <c>NAME.small.stdout.expected</c> and <c>NAME.small.stderr.expected</c> contain.
/// </summary>
public static class SightglassConvention
{
    /// <summary>The module name of both imports.</summary>
    public const string ImportModule = "bench";

    /// <summary>The import that begins the timed region.</summary>
    public const string Start = "start";

    /// <summary>The import that ends the timed region.</summary>
    public const string End = "end";

    /// <summary>
    /// The environment variable by which Sightglass asks programs for their smaller input, <c>small.input</c>. Where it is set for this process, a program
    /// whose folder has such an input gets it too; another program runs with its only input.
    /// </summary>
    public const string SmallWorkloadVariable = "WASM_BENCH_USE_SMALL_WORKLOAD";

    private const string SmallInput = "small.input";

    /// <summary>Whether a module imports both functions. Bytes that cannot be decoded do not.</summary>
    public static bool IsFollowedBy(ReadOnlySpan<byte> module)
    {
        try
        {
            foreach (var section in new ModuleReader(module))
            {
                if (section.Id == SectionId.Import)
                {
                    return HasBoth(new ImportSectionReader(section.Contents));
                }
            }
        }
        catch (WasmDecodeException)
        {
            // The engine's own rejection describes the module.
        }

        return false;
    }

    /// <summary>The workload of a module that follows the convention.</summary>
    /// <param name="modulePath">The module's file; the files beside it belong to the workload.</param>
    /// <exception cref="WorkloadException">A file with the expected output cannot be read.</exception>
    public static Workload WorkloadFor(string modulePath)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(modulePath))!;
        var isSmall = Environment.GetEnvironmentVariable(SmallWorkloadVariable) is not null && Directory.EnumerateFiles(folder, SmallInput + "*").Any();

        // What is printed about the default input says nothing about the small one.
        var stem = Path.Combine(folder, Path.GetFileNameWithoutExtension(modulePath)) + (isSmall ? ".small" : "");
        return new Workload
        {
            Kind = WorkloadKind.Bench,
            Folder = folder,
            Environment = isSmall ? ImmutableDictionary<string, string>.Empty.Add(SmallWorkloadVariable, "1") : ImmutableDictionary<string, string>.Empty,
            Expected = new ExpectedOutput { Output = Expected(stem + ".stdout.expected"), Error = Expected(stem + ".stderr.expected") },
        };
    }

    private static bool HasBoth(ImportSectionReader imports)
    {
        var (start, end) = (false, false);
        foreach (var import in imports)
        {
            if (import.Kind == ExternalKind.Function && import.ModuleName.SequenceEqual("bench"u8))
            {
                start |= import.FieldName.SequenceEqual("start"u8);
                end |= import.FieldName.SequenceEqual("end"u8);
            }
        }

        return start && end;
    }

    private static ExpectedBytes? Expected(string path)
    {
        try
        {
            return File.Exists(path) ? ExpectedBytes.FromBytes(File.ReadAllBytes(path)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new WorkloadException($"{path} cannot be read: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }
}
