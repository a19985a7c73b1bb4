namespace CompileBench.Hostile.Tests.Inputs;

/// <summary>Runs with links, pipes, devices and folders where files belong.</summary>
internal static class HostileEntries
{
    private static readonly string[] Files = ["run.json", "cases.jsonl", "profiles.json"];

    public static IEnumerable<HostileRun> All()
    {
        foreach (var file in Files)
        {
            yield return new($"{file} is a pipe", Ending.Refused, f => f.Pipe(file));
            yield return new($"{file} is a link to a device", Ending.Refused, f => f.Link(file, "/dev/zero"));
            yield return new($"{file} is a link to a file elsewhere", Ending.Refused, f => f.Link(file, Path.Combine(f.Outside, "victim.txt")));
            yield return new($"{file} is a link to itself", Ending.Refused, f => f.Link(file, f.At(file)));
            yield return new($"{file} is a folder", file == "profiles.json" ? Ending.Shown : Ending.Refused, f => f.MakeFolder(file));
        }

        foreach (var file in (string[])[".lock", "report", "bdn", "plan.json"])
        {
            yield return new($"{file} is a link elsewhere", Ending.Shown, f => f.Link(file, Path.Combine(f.Outside, file == ".lock" ? "made-by-a-lock" : "victim")));
            yield return new($"{file} is a pipe", Ending.Shown, f => f.Pipe(file));
        }
    }
}
