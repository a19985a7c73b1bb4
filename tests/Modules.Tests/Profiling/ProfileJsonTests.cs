using System.Text.Json;
using CompileBench.Modules.Profiling;
using CompileBench.Modules.Tests.Wasm.Reading;
using Xunit;

namespace CompileBench.Modules.Tests.Profiling;

public sealed class ProfileJsonTests
{
    [Fact]
    public void Serialize_Profile_PutsEveryMetricUnderItsNameAndFunctionsInAnArray()
    {
        var module = ModuleBytes.OfBody(0, 0x01, 0x0B);
        using var json = JsonDocument.Parse(ProfileJson.Serialize(ProfileDocument.FromProfile(ModuleProfiler.Profile(module), "demo", ModuleDigest.Compute(module))));
        var root = json.RootElement;
        Assert.Equal("demo", root.GetProperty("name").GetString());
        Assert.Equal(ModuleDigest.Compute(module).ToString(), root.GetProperty("digest").GetString());
        Assert.All(ComplexityMetric.All, metric => Assert.Equal(JsonValueKind.Number, root.GetProperty(metric.Name).ValueKind));
        var function = Assert.Single(root.GetProperty("functions").EnumerateArray());
        Assert.Equal((0, 3.0), (function.GetProperty("index").GetInt32(), function.GetProperty("bodyBytes").GetDouble()));
    }

    [Fact]
    public void Parse_WhatWasSerialized_GivesItBack()
    {
        var document = ProfileDocument.FromProfile(ModuleProfiler.Profile(RandomBody.Module(5)), "random");
        var back = ProfileJson.Parse(ProfileJson.Serialize(document));
        Assert.Equal((document.Name, document.Digest), (back.Name, back.Digest));
        Assert.Equal(document.Metrics, back.Metrics);
        Assert.Equal(document.Functions.Select(function => (function.Index, function.Offset)), back.Functions.Select(function => (function.Index, function.Offset)));
        Assert.Equal(document.Functions[0].Metrics, back.Functions[0].Metrics);
    }

    [Fact]
    public void ParseAll_SeveralModules_FindsEachUnderItsName()
    {
        var one = ProfileDocument.FromProfile(ModuleProfiler.Profile(ModuleBytes.Empty), "one");
        var profiles = ProfileJson.ParseAll(ProfileJson.SerializeAll(new Dictionary<string, ProfileDocument> { ["two"] = one, ["one"] = one }));
        Assert.Equal(["one", "two"], profiles.Keys);
        Assert.Equal(8, profiles["two"].Metrics["moduleBytes"]);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("5")]
    public void Parse_NoProfile_SaysSo(string json) => Assert.ThrowsAny<JsonException>(() => ProfileJson.Parse(json));
}
