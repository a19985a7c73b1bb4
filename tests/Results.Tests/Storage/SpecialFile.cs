using System.Diagnostics;
using Xunit;

namespace CompileBench.Results.Tests.Storage;

/// <summary>Puts something that is not a regular file at a path.</summary>
internal static class SpecialFile
{
    /// <summary>The kinds that <see cref="Make"/> takes.</summary>
    public static readonly string[] Kinds = ["pipe", "link to a file", "link to /dev/zero", "dangling link", "link to itself", "directory"];

    /// <summary>Makes one. Needs Linux.</summary>
    public static void Make(string kind, string path)
    {
        switch (kind)
        {
            case "pipe":
                using (var made = Process.Start("mkfifo", [path]))
                {
                    Assert.True(made.WaitForExit(TimeSpan.FromSeconds(30)));
                    Assert.Equal(0, made.ExitCode);
                }

                break;
            case "link to a file":
                var target = path + ".target";
                File.WriteAllText(target, Precious);
                File.CreateSymbolicLink(path, target);
                break;
            case "link to /dev/zero": File.CreateSymbolicLink(path, "/dev/zero"); break;
            case "dangling link": File.CreateSymbolicLink(path, path + ".absent"); break;
            case "link to itself": File.CreateSymbolicLink(path, path); break;
            case "directory": Directory.CreateDirectory(path); break;
            default: throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown");
        }
    }

    /// <summary>What the target of <c>link to a file</c> holds; it has no line end, as a torn journal has none.</summary>
    public const string Precious = "{\"precious\"";
}
