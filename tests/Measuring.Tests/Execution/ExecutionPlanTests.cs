using System.Text;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Probing;
using CompileBench.Measuring.Execution;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Measuring.Tests.Execution;

public sealed class ExecutionPlanTests
{
    private const string Function = "wasmtime_func_call_unchecked";

    [Fact]
    public void Make_AnEngineWithoutAFunctionThatExecutingNeeds_IsUnsupportedWithTheReason()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only a Linux library still loads after the name of an export was changed in the file");
        using var folder = new TestFolder();
        var engine = EngineBuild.FromFile("crippled", WithoutFunction(EngineBuild.FromPackage().LibraryPath, folder.Path));

        var plan = ExecutionPlan.Make(folder.Path, [MeasuredOperation.Compile, MeasuredOperation.Execute], [], [EngineBuild.FromPackage(), engine], TestContext.Current.CancellationToken);

        var skipped = Assert.Single(plan.Skipped);
        Assert.Equal("execute on crippled", skipped.What);
        Assert.Equal(SkipReason.CannotExecute, skipped.Reason);
        Assert.Equal($"unsupported: cannot execute, because the library does not export {Function}", skipped.Message);
        Assert.False(plan.Supports(MeasuredOperation.Execute, "crippled"));
        Assert.True(plan.Supports(MeasuredOperation.Compile, "crippled"));
        Assert.True(plan.Supports(MeasuredOperation.Execute, EngineBuild.FromPackage().Label));
    }

    // A copy of the library whose tables of names call the function something else.
    private static string WithoutFunction(string library, string folder)
    {
        var bytes = File.ReadAllBytes(library);
        var name = Encoding.ASCII.GetBytes($"\0{Function}\0");
        for (var at = bytes.AsSpan().IndexOf(name); at >= 0; at = bytes.AsSpan().IndexOf(name))
        {
            bytes[at + name.Length - 2] = (byte)'_';
        }

        var path = Path.Combine(folder, Path.GetFileName(library));
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
