using System.Runtime.CompilerServices;
using System.Text;
using Xunit;

namespace CompileBench.Reporting.Tests;

/// <summary>Compares a text with the approved file of that name; see <c>Approved/README.md</c>.</summary>
internal static class ApprovedFile
{
    private const string Switch = "ACCEPT_RECEIVED";

    /// <summary>Whether outputs are to be taken as the new approved ones.</summary>
    public static bool IsAccepting => Environment.GetEnvironmentVariable(Switch) == "1";

    public static void Matches(string received, string name, string extension, [CallerMemberName] string test = "")
    {
        var stem = Path.Combine(Repository.Root, "tests", "Reporting.Tests", "Approved", $"{test}.{name}");
        var approvedPath = $"{stem}.{extension}";
        received = received.ReplaceLineEndings("\n");
        if (IsAccepting)
        {
            File.WriteAllText(approvedPath, received, new UTF8Encoding(false));
            return;
        }

        var approved = File.Exists(approvedPath) ? File.ReadAllText(approvedPath).ReplaceLineEndings("\n") : "";
        var receivedPath = $"{stem}.received.{extension}";
        if (approved == received)
        {
            File.Delete(receivedPath);
            return;
        }

        File.WriteAllText(receivedPath, received, new UTF8Encoding(false));
        Assert.Fail($"the output differs from {approvedPath}; look at {receivedPath}, and accept it with {Switch}=1 if it is meant. First difference: {FirstDifference(approved, received)}");
    }

    private static string FirstDifference(string approved, string received)
    {
        var (old, found) = (approved.Split('\n'), received.Split('\n'));
        var same = old.Zip(found).TakeWhile(p => p.First == p.Second).Count();
        return $"line {same + 1}: approved '{old.ElementAtOrDefault(same)}', received '{found.ElementAtOrDefault(same)}'";
    }
}
