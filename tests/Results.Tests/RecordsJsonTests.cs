using System.Text;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Results.Tests;

public sealed class RecordsJsonTests
{
    private const string Good = """
        {"schema":1,"phase":"compile","module":"a","settings":"winch","engine":"e","moduleDigest":"sha256:0","engineDigest":"sha256:0","outcome":"Compiled",
        "samples":[{"launch":1,"iteration":0,"kind":"cold","operations":1,"nanoseconds":42,"cpuNanoseconds":null}],"startedAt":"2026-11-23T05:00:00+00:00"}
        """;

    private const string GoodManifest = """
        {"schema":1,"run":"r","kind":"suite","toolVersion":"1","host":{"name":"h","operatingSystem":"o","architecture":"x64","cpu":null,"logicalCores":1,
        "memoryBytes":1,"runtime":"n","loadAverage":null},"engines":[{"label":"e","version":null,"digest":"sha256:0",
        "settings":[{"settings":"winch","supported":true,"evidence":"x"}]}],"modules":[{"name":"a","digest":"sha256:0","bytes":1,"category":"Fuzz","origin":"o",
        "licence":null}],"settings":["winch"],"skipped":[{"what":"w","reason":"r"}],"options":{"suite":"quick"},"startedAt":"2026-11-23T05:00:00+00:00"}
        """;

    [Fact]
    public void ReadRecord_WhatTheToolWrites_IsAccepted() => Assert.Equal(42, Record(Good).Samples[0].Nanoseconds);

    [Theory]
    [InlineData("{\"launch\":1,\"iteration\":0,\"kind\":\"cold\",\"operations\":1,\"nanoseconds\":42,\"cpuNanoseconds\":null}", "null", "samples[0] is null")]
    [InlineData("\"Compiled\"", "17", "its outcome cannot be read")]
    [InlineData("\"Compiled\"", "0", "its outcome cannot be read")]
    [InlineData("\"Compiled\"", "\"17\"", "its outcome cannot be read")]
    [InlineData("\"Compiled\"", "\"TimedOut, Crashed\"", "its outcome is none of Compiled, ")]
    [InlineData("\"Compiled\"", "null", "its outcome cannot be read")]
    [InlineData("\"cold\"", "1", "its samples[0].kind cannot be read")]
    [InlineData("\"cold\"", "\"7\"", "its samples[0].kind cannot be read")]
    public void ReadRecord_ValueNoToolWrites_IsRefusedWithItsPlace(string value, string instead, string reason)
    {
        Assert.Contains(value, Good, StringComparison.Ordinal);
        var refusal = Assert.Throws<RecordFormatException>(() => Record(Good.Replace(value, instead, StringComparison.Ordinal)));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"settings\":\"winch\",\"supported\":true,\"evidence\":\"x\"}", "engines[0].settings[0] is null")]
    [InlineData("{\"what\":\"w\",\"reason\":\"r\"}", "skipped[0] is null")]
    [InlineData("\"quick\"", "options.suite is null")]
    [InlineData("[\"winch\"]", "settings[0] is null")]
    public void ReadManifest_NullInAList_IsRefusedWithItsPlace(string value, string reason)
    {
        Assert.Equal("r", Manifest(GoodManifest).Run);
        var refusal = Assert.Throws<RecordFormatException>(() => Manifest(GoodManifest.Replace(value, value[0] == '[' ? "[null]" : "null", StringComparison.Ordinal)));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("engines")]
    [InlineData("modules")]
    public void ReadManifest_NullForAnObject_IsRefusedWithItsPlace(string list)
    {
        var start = GoodManifest.IndexOf($"\"{list}\":[", StringComparison.Ordinal) + list.Length + 4;
        var refusal = Assert.Throws<RecordFormatException>(() => Manifest(GoodManifest.Insert(start, "null,")));
        Assert.Contains($"{list}[0] is null", refusal.Message, StringComparison.Ordinal);
    }

    private static CaseRecord Record(string json) => RecordsJson.ReadRecord(Encoding.UTF8.GetBytes(json));

    private static RunManifest Manifest(string json) => RecordsJson.ReadManifest(Encoding.UTF8.GetBytes(json));
}
