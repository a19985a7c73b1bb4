using System.Text;
using System.Text.Json.Nodes;

namespace CompileBench.Hostile.Tests.Inputs;

/// <summary>Runs whose <c>run.json</c> is hostile.</summary>
internal static class HostileManifests
{
    private static readonly string[] Required = ["run", "kind", "toolVersion", "host", "engines", "startedAt"];

    public static IEnumerable<HostileRun> All() =>
    [
        .. Texts(), .. Required.Select(key => Refused($"manifest without {key}", m => m.Remove(key))),
        .. Required.Select(key => Refused($"manifest with null as {key}", m => m[key] = null)),
        .. Required.Append("options").Append("settings").Select(key => Refused($"manifest with a wrong type of {key}", m => m[key] = key == "host" ? new JsonArray(1) : new JsonObject { ["a"] = new JsonArray(new JsonArray()) })),
        .. Values(), .. Options(),
    ];

    private static IEnumerable<HostileRun> Texts()
    {
        yield return new("no manifest", Ending.Refused, f => f.Delete("run.json"));
        foreach (var (name, text) in new[] { ("empty", ""), ("a word", "hello"), ("an array", "[]"), ("null", "null"), ("a number", "17"), ("NULs", new string('\0', 4096)), ("half a document", "{\"schema\":2,\"run\":") })
        {
            yield return new($"manifest is {name}", Ending.Refused, f => f.Write("run.json", text));
        }

        yield return new("manifest nested deeply", Ending.Refused, f => f.Write("run.json", string.Concat(Enumerable.Repeat("{\"a\":", 100_000))));
        yield return new("manifest in UTF-16", Ending.Refused, f => f.Write("run.json", Encoding.Unicode.GetBytes(RunFiles.Manifest().ToJsonString())));
        yield return new("manifest with invalid UTF-8", Ending.Refused, f => f.Write("run.json", [.. "{\"schema\":2,\"run\":\""u8, 0xff, 0xfe, .. "\"}"u8]));
        yield return new("manifest with duplicate keys", Ending.Refused, f => f.Write("run.json", RunFiles.Manifest().ToJsonString().Replace("\"schema\":2", "\"schema\":2,\"run\":\"a\",\"schema\":2", StringComparison.Ordinal)));
    }

    private static IEnumerable<HostileRun> Values()
    {
        yield return Refused("newer schema", m => m["schema"] = 99);
        yield return Refused("negative schema", m => m["schema"] = -1);
        yield return Refused("schema as text", m => m["schema"] = "2");
        yield return Raw("schema of 1e400", "\"schema\":2", "\"schema\":1e400");
        yield return Refused("unknown kind", m => m["kind"] = "Party");
        yield return Refused("kind as a number", m => m["kind"] = 99);
        yield return Refused("start that is no date", m => m["startedAt"] = "yesterday");
        yield return Raw("cores of 1e400", "\"loadAverage\":0.1", "\"loadAverage\":1e400");
        yield return Refused("negative memory", m => m["host"]!["memoryBytes"] = -1);
        yield return Refused("negative share", m => m["measuredShare"] = -5);
        yield return Refused("null among the engines", m => m["engines"]!.AsArray().Add(null));
        yield return Refused("engine without a label", m => m["engines"]![0]!.AsObject().Remove("label"));
        yield return Refused("label of 10 MB", m => m["engines"]![0]!["label"] = new string('x', 10_000_000));
        yield return Refused("200,000 engines", m => m["engines"] = new JsonArray([.. Enumerable.Range(0, 200_000).Select(i => m["engines"]![0]!.DeepClone())]));
        yield return Refused("null among the settings", m => m["settings"]!.AsArray().Add(null));
        yield return Shown("script in the run's name", m => m["run"] = "<script>alert(1)</script>");
        yield return Shown("run named as a path out of its folder", m => m["run"] = "../../outside/made-by-a-name");
        yield return Shown("escape codes in the host's name", m => m["host"]!["name"] = "\u001b[2J\u0007\u202Ehost\r\nline");
        yield return Shown("escape codes in an engine's label", m => m["engines"]![0]!["label"] = "\u001b]0;title\u0007\u202E");
        yield return Shown("last day of time", m => (m["startedAt"], m["endedAt"]) = ("9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"));
        yield return Shown("NUL in the run's name", m => m["run"] = "a\0b");
    }

    // They matter to a resume, which must not carry out what a file asks for.
    private static IEnumerable<HostileRun> Options()
    {
        foreach (var (name, option, value) in new (string, string, string)[]
        {
            ("engine path", "engine", "planted=/usr/lib/evil.so"), ("module that is a device", "module", "/dev/zero.wasm"), ("module with a NUL", "module", "a\0b.wasm"),
            ("suite that is a device", "suite", "/dev/zero"), ("suite with a NUL", "suite", "a\0b.suite"), ("endless timeout", "timeout", "1e400h"), ("shard of nothing", "shard", "9/0"),
            ("case budget of words", "case-budget", "a while"), ("memory limit of words", "memory-limit", "all"),
        })
        {
            yield return Shown($"option: {name}", m => m["options"]![option] = value);
        }

        foreach (var argument in (string[])["--envVars", "--cli", "--coreRun", "--artifacts", "--runtimes"])
        {
            yield return Shown($"option: BenchmarkDotNet's {argument}", m => m["options"]!["benchmarkdotnet"] = new JsonArray("--filter", "*Compile*", argument, "/tmp/evil"));
        }

        yield return Shown("duel that states nothing", m => m["kind"] = "duel");
        yield return Shown("scaling run that states nothing", m => m["kind"] = "scaling");
    }

    private static HostileRun Refused(string name, Action<JsonObject> edit) => Edited(name, Ending.Refused, edit);

    private static HostileRun Shown(string name, Action<JsonObject> edit) => Edited(name, Ending.Shown, edit);

    private static HostileRun Edited(string name, Ending ending, Action<JsonObject> edit) => new(name, ending, f =>
    {
        var manifest = RunFiles.Manifest();
        edit(manifest);
        f.Write("run.json", manifest.ToJsonString());
    });

    private static HostileRun Raw(string name, string old, string @new) =>
        new(name, Ending.Refused, f => f.Write("run.json", RunFiles.Manifest().ToJsonString().Replace(old, @new, StringComparison.Ordinal)));
}
