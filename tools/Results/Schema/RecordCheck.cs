namespace CompileBench.Results.Schema;

/// <summary>
/// Checks what the serializer does not check: nulls inside lists, the length of names and messages, the number of elements, and numbers that
/// no measurement can give. It is the one place that does; code that has a record relies on it.
/// </summary>
internal static class RecordCheck
{
    /// <summary>The record, if every value in it is one that a record may have.</summary>
    /// <exception cref="RecordFormatException">A value is not; the message names its place.</exception>
    public static CaseRecord Whole(CaseRecord record)
    {
        Name(record.Operation, "operation");
        Name(record.Module, "module");
        Name(record.Settings, "settings");
        Name(record.Engine, "engine");
        Name(record.ModuleDigest, "moduleDigest");
        Name(record.EngineDigest, "engineDigest");
        Text(record.Message, "message");
        AtLeast(0, record.PeakNativeBytes, "peakNativeBytes");
        AtLeast(0, record.PeakAnonymousBytes, "peakAnonymousBytes");
        AtLeast(0, record.CodeBytes, "codeBytes");
        AtLeast(0, record.ArtifactBytes, "artifactBytes");
        Count(record.Samples.Count, RecordLimits.Samples, "samples");
        NoNull(record.Samples, "samples");
        for (var i = 0; i < record.Samples.Count; i++)
        {
            if (Fault(record.Samples[i]) is { } fault)
            {
                throw new RecordFormatException($"its samples[{i}].{fault}");
            }
        }

        return record;
    }

    /// <summary>The manifest, if every value in it is one that a manifest may have.</summary>
    /// <exception cref="RecordFormatException">A value is not; the message names its place.</exception>
    public static RunManifest Whole(RunManifest manifest)
    {
        Name(manifest.Run, "run");
        Name(manifest.ToolVersion, "toolVersion");
        Name(manifest.Commit, "commit");
        Ratio(manifest.MeasuredShare, "measuredShare");
        Host(manifest.Host, "host");
        Each(manifest.Engines, "engines", (engine, place) =>
        {
            Name(engine.Label, place + ".label");
            Name(engine.Version, place + ".version");
            Name(engine.Digest, place + ".digest");
            Each(engine.Settings, place + ".settings", (support, at) =>
            {
                Name(support.Settings, at + ".settings");
                Text(support.Evidence, at + ".evidence");
            });
        });
        Each(manifest.Modules, "modules", (module, place) =>
        {
            Name(module.Name, place + ".name");
            Name(module.Digest, place + ".digest");
            Name(module.Category, place + ".category");
            Text(module.Origin, place + ".origin");
            Text(module.Licence, place + ".licence");
            AtLeast(0, module.Bytes, place + ".bytes");
        });
        Each(manifest.Settings, "settings", Name);
        Each(manifest.Skipped, "skipped", (skipped, place) =>
        {
            Text(skipped.What, place + ".what");
            Text(skipped.Message, place + ".message");
        });
        Options(manifest.Options);
        AtLeast(0, manifest.JournalBytes, "journalBytes");
        Shard(manifest.Shard);
        Merge(manifest.Merge);
        return manifest;
    }

    /// <summary>The list, if no element is null. The type says that none is; the file may say otherwise.</summary>
    /// <exception cref="RecordFormatException">An element is null.</exception>
    internal static IReadOnlyList<T> NoNull<T>(IReadOnlyList<T> list, string place)
        where T : class
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is null)
            {
                throw new RecordFormatException($"its {place}[{i}] is null");
            }
        }

        return list;
    }

    /// <summary>The dictionary, if no value is null.</summary>
    /// <exception cref="RecordFormatException">A value is null.</exception>
    internal static IReadOnlyDictionary<string, T> NoNull<T>(IReadOnlyDictionary<string, T> values, string place)
        where T : class
    {
        foreach (var (key, value) in values)
        {
            if (value is null)
            {
                throw new RecordFormatException($"its {place}.{key} is null");
            }
        }

        return values;
    }

    private static string? Fault(CompileTimeSample sample) => sample switch
    {
        { Launch: < 1 } => "launch is less than 1",
        { Iteration: < 0 } => "iteration is less than 0",
        { Operations: < 1 } => "operations is less than 1",
        { Nanoseconds: < 0 } => "nanoseconds is less than 0",
        { CpuNanoseconds: < 0 } => "cpuNanoseconds is less than 0",
        { Round: < 1 } => "round is less than 1",
        { Host: < 0 } => "host is less than 0",
        { Reference.BeforeNanoseconds: < 0 } => "reference.beforeNanoseconds is less than 0",
        { Reference.AfterNanoseconds: < 0 } => "reference.afterNanoseconds is less than 0",
        _ => null,
    };

    private static void Host(HostDescription host, string place)
    {
        Name(host.Name, place + ".name");
        Name(host.OperatingSystem, place + ".operatingSystem");
        Name(host.Architecture, place + ".architecture");
        Name(host.Cpu, place + ".cpu");
        Name(host.Runtime, place + ".runtime");
        AtLeast(0, host.LogicalCores, place + ".logicalCores");
        AtLeast(0, host.MemoryBytes, place + ".memoryBytes");
        Ratio(host.LoadAverage, place + ".loadAverage");
    }

    private static void Shard(ShardDescription? shard)
    {
        if (shard is null)
        {
            return;
        }

        AtLeast(1, shard.Index, "shard.index");
        AtLeast(shard.Index, shard.Count, "shard.count");
        Count(shard.Count, RecordLimits.Elements, "shard");
        Name(shard.Plan, "shard.plan");
        Each(shard.Units, "shard.units", Name);
        Each(shard.Canaries, "shard.canaries", Name);
    }

    private static void Merge(MergeDescription? merge)
    {
        if (merge is null)
        {
            return;
        }

        AtLeast(1, merge.Count, "merge.count");
        Name(merge.Plan, "merge.plan");
        Each(merge.Canaries, "merge.canaries", Name);
        Each(merge.Hosts, "merge.hosts", Host);
        Each(merge.Runs, "merge.runs", (run, place) =>
        {
            Name(run.Run, place + ".run");
            AtLeast(1, run.Shard, place + ".shard");
            HostIndex(run.Host, merge, place + ".host");
        });
        Each(merge.Departures, "merge.departures", (departure, place) =>
        {
            HostIndex(departure.Host, merge, place + ".host");
            Name(departure.Case.Module, place + ".case.module");
            Name(departure.Case.Settings, place + ".case.settings");
            Name(departure.Case.Engine, place + ".case.engine");
            Name(departure.Case.Operation, place + ".case.operation");
            Ratio(departure.Ratio, place + ".ratio");
            Ratio(departure.Expected, place + ".expected");
            Ratio(departure.Tolerance, place + ".tolerance");
        });
        foreach (var host in merge.LeftOutHosts)
        {
            HostIndex(host, merge, "merge.leftOutHosts");
        }
    }

    private static void HostIndex(int host, MergeDescription merge, string place)
    {
        AtLeast(0, host, place);
        if (host >= merge.Hosts.Count)
        {
            throw new RecordFormatException($"its {place} is {host}, and there are {merge.Hosts.Count} hosts");
        }
    }

    private static void Options(IReadOnlyDictionary<string, OptionValue> options)
    {
        NoNull(options, "options");
        Count(options.Count, RecordLimits.Elements, "options");
        foreach (var (name, value) in options)
        {
            Name(name, "options");
            Count(value.Texts.Count, RecordLimits.Elements, $"options.{name}");
            foreach (var text in value.Texts)
            {
                Text(text, $"options.{name}");
            }
        }
    }

    private static void Each<T>(IReadOnlyList<T> list, string place, Action<T, string> check)
        where T : class
    {
        NoNull(list, place);
        Count(list.Count, RecordLimits.Elements, place);
        for (var i = 0; i < list.Count; i++)
        {
            check(list[i], $"{place}[{i}]");
        }
    }

    private static void Name(string? text, string place) => Length(text, RecordLimits.NameLength, place);

    private static void Text(string? text, string place) => Length(text, RecordLimits.TextLength, place);

    private static void Length(string? text, int most, string place)
    {
        if (text?.Length > most)
        {
            throw new RecordFormatException($"its {place} has {text.Length} characters, the limit is {most}");
        }
    }

    private static void Count(int count, int most, string place)
    {
        if (count > most)
        {
            throw new RecordFormatException($"its {place} has {count} elements, the limit is {most}");
        }
    }

    private static void AtLeast(long least, long? value, string place)
    {
        if (value < least)
        {
            throw new RecordFormatException($"its {place} is less than {least}");
        }
    }

    // JSON can hold 1e400, which is read as infinity.
    private static void Ratio(double? value, string place)
    {
        if (value is { } number && !(double.IsFinite(number) && number >= 0))
        {
            throw new RecordFormatException($"its {place} is not a finite number from 0");
        }
    }
}
