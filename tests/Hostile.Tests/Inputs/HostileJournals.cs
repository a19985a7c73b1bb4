using System.Text;
using System.Text.Json.Nodes;

namespace CompileBench.Hostile.Tests.Inputs;

/// <summary>Runs whose <c>cases.jsonl</c> or <c>profiles.json</c> is hostile.</summary>
internal static class HostileJournals
{
    private static readonly string[] Required = ["operation", "module", "settings", "engine", "moduleDigest", "engineDigest", "outcome", "startedAt"];

    public static IEnumerable<HostileRun> All() =>
    [
        .. Lines(), .. Required.Select(key => Edited($"record without {key}", r => r.Remove(key))),
        .. Required.Append("samples").Select(key => Edited($"record with a wrong type of {key}", r => r[key] = new JsonObject { ["a"] = 1 })),
        .. Values(), .. Profiles(), TextForASize,
    ];

    private static IEnumerable<HostileRun> Lines()
    {
        var valid = RunFiles.Record("speed-backtracking").ToJsonString();
        foreach (var (name, line) in new[]
        {
            ("torn", valid[..(valid.Length / 2)]), ("of NULs", new string('\0', 1000)), ("a word", "hello"), ("an array", "[1]"), ("null", "null"), ("a number", "1"),
            ("nested deeply", string.Concat(Enumerable.Repeat("[", 100_000))), ("with a lone surrogate", valid.Replace("\"m\"", "\"\\ud800\"", StringComparison.Ordinal)),
                        ("with 1e400 nanoseconds", valid.Replace("1000001", "1e400", StringComparison.Ordinal)),
        })
        {
            yield return new($"journal line {name}", Ending.Counted, f => f.Write("cases.jsonl", $"{line}\n{valid}\n"));
        }

        // A newer version wrote it: nothing of it can be shown. Of two equal keys the last counts.
        yield return new("journal line of a newer schema", Ending.Refused, f => f.Write("cases.jsonl", $"{valid.Replace("\"schema\":2", "\"schema\":99", StringComparison.Ordinal)}\n{valid}\n"));
        yield return new("journal line with duplicate keys", Ending.Counted, f => f.Write("cases.jsonl", $"{valid.Replace("\"module\":\"m\"", "\"module\":\"m\",\"module\":\"n\"", StringComparison.Ordinal)}\n{valid}\n"));
        yield return new("no journal", Ending.Shown, f => f.Delete("cases.jsonl"));
        yield return new("empty journal", Ending.Shown, f => f.Write("cases.jsonl", ""));
        yield return new("journal in UTF-16", Ending.Counted, f => f.Write("cases.jsonl", Encoding.Unicode.GetBytes(valid + "\n")));
        yield return new("journal larger than the limit", Ending.Refused, f =>
        {
            using var file = File.OpenWrite(f.At("cases.jsonl"));
            file.SetLength(1L << 33);
        });
        yield return new("every record twice", Ending.Shown, f => f.Write("cases.jsonl", string.Concat(Enumerable.Repeat(valid + "\n", 2))));
    }

    private static IEnumerable<HostileRun> Values()
    {
        yield return Edited("record of 10 MB", r => r["module"] = new string('x', 10_000_000));
        yield return Edited("message of 10 MB", r => r["message"] = new string('x', 10_000_000));
        yield return Edited("negative nanoseconds", r => r["samples"]![0]!["nanoseconds"] = -5);
        yield return Edited("no operations", r => r["samples"]![0]!["operations"] = 0);
        yield return Edited("null among the samples", r => r["samples"]!.AsArray().Add(null));
        yield return Edited("sample without nanoseconds", r => r["samples"]![0]!.AsObject().Remove("nanoseconds"));
        yield return Edited("negative peak", r => r["peakNativeBytes"] = -1);
        yield return Edited("unknown outcome", r => r["outcome"] = "Exploded");
        yield return Edited("code size of 1e30", r => r["codeBytes"] = 1e30);
        yield return Shown("module named as a path out of its folder", r => r["module"] = "../../outside/made-by-a-module");
        yield return Shown("script as a module's name", r => r["module"] = "<img src=x onerror=alert(1)>");
        yield return Shown("escape codes in a module's name", r => r["module"] = "\u001b[31m\u0007\u202E|m");
        yield return Shown("NUL in a module's name", r => r["module"] = "a\0b");
        yield return Shown("settings that nobody knows", r => r["settings"] = "../../turbo");
        yield return Shown("longest possible time", r => r["samples"]![0]!["nanoseconds"] = long.MaxValue);
    }

    private static IEnumerable<HostileRun> Profiles()
    {
        foreach (var (name, text) in new[]
        {
            ("with 1e400", """{"modules":{"m":{"codeSectionBytes":1e400}}}"""), ("with a negative size", """{"modules":{"m":{"codeSectionBytes":-5}}}"""), ("a word", "hello"), ("an array", "[]"),
            ("of NULs", new string('\0', 100)), ("nested deeply", string.Concat(Enumerable.Repeat("{\"a\":", 100_000))),
            ("cut short", "{\"modules\":{\"m\":"),
        })
        {
            yield return new($"profiles {name}", Ending.Counted, f => f.Write("profiles.json", text));
        }
    }

    // Text is no metric, as a module's name is not.
    private static HostileRun TextForASize { get; } =
        new("profiles with text for a size", Ending.Shown, f => f.Write("profiles.json", """{"modules":{"m":{"codeSectionBytes":"big"}}}"""));

    private static HostileRun Edited(string name, Action<JsonObject> edit) => With(name, Ending.Counted, edit);

    private static HostileRun Shown(string name, Action<JsonObject> edit) => With(name, Ending.Shown, edit);

    private static HostileRun With(string name, Ending ending, Action<JsonObject> edit) => new(name, ending, f =>
    {
        var record = RunFiles.Record("winch");
        edit(record);
        f.Write("cases.jsonl", $"{RunFiles.Record("speed-backtracking").ToJsonString()}\n{record.ToJsonString()}\n");
    });
}
