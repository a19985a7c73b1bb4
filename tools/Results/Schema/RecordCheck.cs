namespace CompileBench.Results.Schema;

/// <summary>
/// What the serializer does not look at: it holds properties to their nullability and lets a null pass as an element of a list or a value of a
/// dictionary, and it adds up names that stand in one string. Whoever reads a record may rely on there being none of these.
/// </summary>
internal static class RecordCheck
{
    /// <summary>The record, if every value in it is one that a record may have.</summary>
    /// <exception cref="RecordFormatException">Something is null that may not be, or has no name.</exception>
    public static CaseRecord Whole(CaseRecord record)
    {
        Named(record.Outcome, "outcome");
        NoNull(record.Samples, "samples");
        for (var i = 0; i < record.Samples.Count; i++)
        {
            Named(record.Samples[i].Kind, $"samples[{i}].kind");
        }

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
        foreach (var (name, value) in manifest.Options)
        {
            if (value is null)
            {
                throw new RecordFormatException($"its options.{name} is null");
            }
        }

        return manifest;
    }

    private static void Named<TEnum>(TEnum value, string name)
        where TEnum : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            throw new RecordFormatException($"its {name} is none of {string.Join(", ", Enum.GetNames<TEnum>())}");
        }
    }

    private static void NoNull<T>(IReadOnlyList<T> list, string name)
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
    }
}
