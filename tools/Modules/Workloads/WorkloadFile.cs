using System.Collections.Immutable;
using System.Text.Json;

namespace CompileBench.Modules.Workloads;

/// <summary>Reads a workload file. Its paths are relative to the folder that contains it.</summary>
public static class WorkloadFile
{
    /// <summary>The schema that this build reads.</summary>
    public const int Schema = 1;

    /// <summary>What the name of a workload file beside a module ends in.</summary>
    public const string Extension = ".workload.json";

    /// <summary>Reads a file.</summary>
    /// <exception cref="WorkloadException">It cannot be read or breaks a rule.</exception>
    public static Workload Load(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new WorkloadException($"{path} cannot be read: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    /// <summary>Reads a workload from bytes.</summary>
    /// <param name="utf8">The JSON text.</param>
    /// <param name="path">The file, for messages and as the origin of relative paths.</param>
    /// <exception cref="WorkloadException">The text is not JSON or breaks a rule.</exception>
    public static Workload Parse(ReadOnlySpan<byte> utf8, string path)
    {
        WorkloadJson? json;
        try
        {
            json = JsonSerializer.Deserialize(utf8, WorkloadJsonContext.Default.WorkloadJson);
        }
        catch (JsonException e)
        {
            throw new WorkloadException($"{path}: line {e.LineNumber + 1}: is not a workload: {e.Message.ReplaceLineEndings(" ")}", e);
        }

        return json is null ? throw new WorkloadException($"{path}: null is not a workload") : FromJson(json, path);
    }

    private static Workload FromJson(WorkloadJson json, string path)
    {
        WorkloadException Fault(string fault) => new($"{path}: {fault}");
        if (json.Schema != Schema)
        {
            throw Fault($"has schema {json.Schema?.ToString() ?? "none"}, this build reads schema {Schema}");
        }

        var kind = json.Kind switch
        {
            "command" => WorkloadKind.Command,
            "bench" => WorkloadKind.Bench,
            "driver" => WorkloadKind.Driver,
            _ => throw Fault($"\"kind\" is '{json.Kind}': write command, bench or driver"),
        };
        if ((kind == WorkloadKind.Driver) != (json.Driver is not null))
        {
            throw Fault(kind == WorkloadKind.Driver ? "has no \"driver\"" : "only a workload of kind driver has a \"driver\"");
        }

        return new Workload
        {
            Kind = kind,
            Driver = json.Driver,
            Folder = json.Folder is { } folder ? FolderOf(path, folder) : null,
            Arguments = [.. json.Arguments ?? []],
            StandardInput = json.StandardInput,
            Parameters = (json.Parameters ?? []).ToImmutableDictionary(),
            Expected = new ExpectedOutput
            {
                Output = Expect(json.Expected?.Output) ?? throw Fault("has no \"expected\" \"output\": execute it once, look at what it prints, and write the digest"),
                Error = Expect(json.Expected?.Error),
                ExitStatus = json.Expected?.ExitStatus ?? 0,
            },
        };

        ExpectedBytes? Expect(string? text) =>
            text is null ? null
            : ModuleDigest.TryParse(text, out var digest) ? new ExpectedBytes(digest, null)
            : throw Fault($"'{text}' is not a digest: write sha256: and 64 lower-case hexadecimal digits");
    }

    private static string FolderOf(string path, string folder)
    {
        var root = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var full = Path.GetFullPath(Path.Combine(root, folder));
        return !Directory.Exists(full) ? throw new WorkloadException($"{path}: there is no folder {folder} beside it")
            : full.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? full
            : throw new WorkloadException($"{path}: folder {folder} is outside of the file's own folder");
    }
}
