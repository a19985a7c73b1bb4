namespace CompileBench.Results.Schema;

/// <summary>
/// Checks what the serializer does not check. It refuses a null property that may not be null, but it accepts a null element of a list or
/// value of a dictionary.
/// </summary>
internal static class RecordCheck
{
    /// <summary>The record, if every value in it is one that a record may have.</summary>
    /// <exception cref="RecordFormatException">An element is null.</exception>
    public static CaseRecord Whole(CaseRecord record)
    {
        NoNull(record.Samples, "samples");
        return record;
    }

    /// <summary>The manifest, if nothing in it is null that may not be.</summary>
    /// <exception cref="RecordFormatException">Something is.</exception>
    public static RunManifest Whole(RunManifest manifest)
    {
        NoNull(manifest.Engines, "engines");
        for (var i = 0; i < manifest.Engines.Count; i++)
        {
            NoNull(manifest.Engines[i].Settings, $"engines[{i}].settings");
        }

        NoNull(manifest.Modules, "modules");
        NoNull(manifest.Settings, "settings");
        NoNull(manifest.Skipped, "skipped");
        NoNull(manifest.Options, "options");
        return manifest;
    }

    internal static IReadOnlyList<T> NoNull<T>(IReadOnlyList<T> list, string name)
        where T : class
    {
        for (var i = 0; i < list.Count; i++)
        {
            // The type says it cannot be null; the file may say otherwise.
            if (list[i] is null)
            {
                throw new RecordFormatException($"its {name}[{i}] is null");
            }
        }

        return list;
    }

    internal static IReadOnlyDictionary<string, T> NoNull<T>(IReadOnlyDictionary<string, T> values, string name)
        where T : class
    {
        foreach (var (key, value) in values)
        {
            if (value is null)
            {
                throw new RecordFormatException($"its {name}.{key} is null");
            }
        }

        return values;
    }
}
