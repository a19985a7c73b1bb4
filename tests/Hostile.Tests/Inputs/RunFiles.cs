using System.Text;
using System.Text.Json.Nodes;
using CompileBench.Measuring.Runs;

namespace CompileBench.Hostile.Tests.Inputs;

/// <summary>The directory of one run: valid files at first, which a hostile input then changes.</summary>
/// <param name="Folder">The run's directory.</param>
/// <param name="Outside">A folder beside it that nothing may change.</param>
internal sealed record RunFiles(string Folder, string Outside)
{
    /// <summary>Paths that become named pipes when the input is complete.</summary>
    public List<string> Pipes { get; } = [];

    /// <summary>The path of a file of the run.</summary>
    public string At(string name) => Path.Combine(Folder, name);

    /// <summary>Writes a valid run of one module under two settings. Its host is this machine, so that a resume goes on to its options and engines.</summary>
    public void WriteValid()
    {
        Directory.CreateDirectory(Folder);
        Write("run.json", Manifest().ToJsonString());
        Write("cases.jsonl", $"{Record("speed-backtracking").ToJsonString()}\n{Record("winch").ToJsonString()}\n");
        Write("profiles.json", """{"modules":{"m":{"codeSectionBytes":1000,"functionCount":3}}}""");
    }

    /// <summary>Replaces a file of the run by a text.</summary>
    public void Write(string name, string text) => File.WriteAllText(At(name), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

    /// <summary>Replaces a file of the run by bytes.</summary>
    public void Write(string name, byte[] bytes) => File.WriteAllBytes(At(name), bytes);

    /// <summary>Replaces a file of the run by a link.</summary>
    public void Link(string name, string target)
    {
        Delete(name);
        File.CreateSymbolicLink(At(name), target);
    }

    /// <summary>Replaces a file of the run by a named pipe.</summary>
    public void Pipe(string name)
    {
        Delete(name);
        Pipes.Add(At(name));
    }

    /// <summary>Replaces a file of the run by a folder.</summary>
    public void MakeFolder(string name)
    {
        Delete(name);
        Directory.CreateDirectory(At(name));
    }

    /// <summary>Removes a file of the run.</summary>
    public void Delete(string name) => File.Delete(At(name));

    /// <summary>A valid manifest.</summary>
    public static JsonObject Manifest(string kind = "suite")
    {
        var host = HostFacts.Describe(null);
        return new JsonObject
        {
            ["schema"] = 2,
            ["run"] = "run",
            ["kind"] = kind,
            ["toolVersion"] = "0.1.0",
            ["commit"] = null,
            ["host"] = new JsonObject
            {
                ["name"] = host.Name, ["operatingSystem"] = host.OperatingSystem, ["architecture"] = host.Architecture, ["cpu"] = host.Cpu,
                ["logicalCores"] = host.LogicalCores, ["memoryBytes"] = host.MemoryBytes, ["runtime"] = host.Runtime, ["loadAverage"] = 0.1,
            },
            ["engines"] = new JsonArray(new JsonObject { ["label"] = "planted", ["version"] = "50.0.1", ["digest"] = "sha256:" + new string('0', 64), ["settings"] = new JsonArray() }),
            ["modules"] = new JsonArray(new JsonObject
            {
                ["name"] = "m", ["digest"] = "sha256:" + new string('1', 64), ["bytes"] = 1000, ["category"] = "RealWorld", ["origin"] = "file m.wasm", ["licence"] = null,
            }),
            ["settings"] = new JsonArray("speed-backtracking", "winch"),
            ["skipped"] = new JsonArray(),
            ["options"] = new JsonObject { ["suite"] = "quick", ["timeout"] = "60000ms" },
            ["startedAt"] = "2026-01-01T00:00:00Z",
            ["endedAt"] = "2026-01-01T01:00:00Z",
            ["measuredShare"] = 0.5,
        };
    }

    /// <summary>A valid record.</summary>
    public static JsonObject Record(string settings) => new()
    {
        ["schema"] = 2,
        ["operation"] = "compile",
        ["module"] = "m",
        ["settings"] = settings,
        ["engine"] = "planted",
        ["moduleDigest"] = "sha256:" + new string('1', 64),
        ["engineDigest"] = "sha256:" + new string('0', 64),
        ["outcome"] = "Completed",
        ["message"] = null,
        ["samples"] = new JsonArray(Sample(1), Sample(2)),
        ["peakNativeBytes"] = 5_000_000,
        ["codeBytes"] = 2000,
        ["artifactBytes"] = 4000,
        ["startedAt"] = "2026-01-01T00:10:00Z",
    };

    private static JsonObject Sample(int launch) => new()
    {
        ["launch"] = launch, ["iteration"] = 0, ["kind"] = "warm", ["operations"] = 1, ["nanoseconds"] = 1_000_000 + launch, ["cpuNanoseconds"] = 1_000_000,
    };
}
