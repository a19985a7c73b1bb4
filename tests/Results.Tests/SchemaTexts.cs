namespace CompileBench.Results.Tests;

/// <summary>Records and manifests of each schema as they stand on disk, for tests that change one value of them.</summary>
internal static class SchemaTexts
{
    public const string RecordVersion1 = """
        {"schema":1,"phase":"compile","module":"a","settings":"winch","engine":"e","moduleDigest":"sha256:0","engineDigest":"sha256:1","outcome":"Compiled","message":null,
        "samples":[{"launch":1,"iteration":0,"kind":"cold","operations":1,"nanoseconds":42,"cpuNanoseconds":null},
        {"launch":2,"iteration":3,"kind":"warm","operations":4,"nanoseconds":43,"cpuNanoseconds":41}],
        "peakNativeBytes":5,"codeBytes":6,"artifactBytes":7,"startedAt":"2026-11-23T05:00:00+00:00"}
        """;

    public const string RecordVersion2 = """
        {"schema":2,"operation":"compile","module":"a","settings":"winch","engine":"e","moduleDigest":"sha256:0","engineDigest":"sha256:1","outcome":"Completed","message":null,
        "samples":[{"launch":1,"iteration":0,"kind":"cold","operations":1,"nanoseconds":42,"cpuNanoseconds":null,"round":null,"reference":null},
        {"launch":2,"iteration":3,"kind":"warm","operations":4,"nanoseconds":43,"cpuNanoseconds":41,"round":8,"reference":{"beforeNanoseconds":9,"afterNanoseconds":10}}],
        "peakNativeBytes":5,"peakAnonymousBytes":4,"codeBytes":6,"artifactBytes":7,"outputDigest":"sha256:2","startedAt":"2026-11-23T05:00:00+00:00"}
        """;

    public const string ManifestVersion1 = """
        {"schema":1,"run":"r","kind":"suite","toolVersion":"1","commit":"c","host":{"name":"h","operatingSystem":"o","architecture":"x64","cpu":null,"logicalCores":1,
        "memoryBytes":1,"runtime":"n","loadAverage":null},"engines":[{"label":"e","version":null,"digest":"sha256:0",
        "settings":[{"settings":"winch","supported":true,"evidence":"x"}]}],"modules":[{"name":"a","digest":"sha256:0","bytes":1,"category":"Fuzz","origin":"o",
        "licence":null}],"settings":["winch"],"skipped":[{"what":"w","reason":"r"}],"options":{"suite":"quick","benchmarkdotnet":"--filter\n*Compile*","module":""},
        "startedAt":"2026-11-23T05:00:00+00:00","endedAt":"2026-11-23T06:00:00+00:00","measuredShare":0.5}
        """;

    public const string ManifestVersion2 = """
        {"schema":2,"run":"r","kind":"suite","toolVersion":"1","commit":"c","host":{"name":"h","operatingSystem":"o","architecture":"x64","cpu":null,"logicalCores":1,
        "memoryBytes":1,"runtime":"n","loadAverage":null},"engines":[{"label":"e","version":null,"digest":"sha256:0",
        "settings":[{"settings":"winch","supported":true,"evidence":"x"}]}],"modules":[{"name":"a","digest":"sha256:0","bytes":1,"category":"Fuzz","origin":"o",
        "licence":null}],"settings":["winch"],"skipped":[{"what":"w","reason":"UnsupportedSettings","message":"m"}],
        "options":{"suite":"quick","threshold":0.05,"calibrate":true,"benchmarkdotnet":["--filter","*Compile*"],"module":[]},
        "startedAt":"2026-11-23T05:00:00+00:00","endedAt":"2026-11-23T06:00:00+00:00","measuredShare":0.5}
        """;
}
