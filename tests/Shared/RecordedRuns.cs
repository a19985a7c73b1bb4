namespace CompileBench.Shared;

/// <summary>Runs that stay as they are, unlike the published ones, so that tests can rely on their figures.</summary>
public static class RecordedRuns
{
    /// <summary>The folder of all recorded runs.</summary>
    public static string Folder { get; } = Repository.At("tests", "Shared", "Runs");

    /// <summary>A run of the default suite of version 50.0.1, with records of schema 1 and without rounds: 13 modules, seven settings, one process per case.</summary>
    public static string SchemaOne { get; } = Path.Combine(Folder, "schema-1");
}
