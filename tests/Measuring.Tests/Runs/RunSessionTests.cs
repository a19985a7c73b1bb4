using CompileBench.Engines.Probing;
using CompileBench.Measuring.Runs;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;
using Xunit;

namespace CompileBench.Measuring.Tests.Runs;

public sealed class RunSessionTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public void Resume_ARunThatWasStopped_HasItsRecordsAndMeasuresToolFailuresAgain()
    {
        string path;
        using (var session = RunSession.Start(_folder.Path, Manifest(RunKind.Suite, "e", "sha256:1")))
        {
            session.Add(Record("done", OutcomeKind.Completed));
            session.Add(Record("ours", OutcomeKind.ToolFailed));
            session.Close();
            Assert.False(session.Add(Record("late", OutcomeKind.Crashed)));
            path = session.Directory.Path;
        }

        using var resumed = RunSession.Resume(path, RunKind.Suite, null, TestContext.Current.CancellationToken);

        Assert.Equal(["done"], resumed.Earlier.Select(r => r.Module));
        Assert.True(resumed.HasFinished(Record("done", OutcomeKind.Completed).Case));
        Assert.False(resumed.HasFinished(Record("ours", OutcomeKind.ToolFailed).Case));
    }

    [Fact]
    public void ReplaceRecords_OfAnEarlierJournal_LeavesOnlyTheNewOnesAndAddsBehindThem()
    {
        using var session = RunSession.Start(_folder.Path, Manifest(RunKind.Duel, "e", "sha256:1"));
        session.Add(Record("old", OutcomeKind.Completed));

        session.ReplaceRecords([Record("new", OutcomeKind.Completed)]);
        session.Add(Record("later", OutcomeKind.Completed));

        Assert.Equal(["new", "later"], session.Records.Select(r => r.Module));
        Assert.Equal(["new", "later"], JournalReader.Read(session.Directory.JournalPath).Records.Select(r => r.Module));
        Assert.False(session.HasFinished(Record("old", OutcomeKind.Completed).Case));
    }

    [Fact]
    public void ReplaceRecords_AJournalThatCannotBeWritten_KeepsTheOldRecords()
    {
        using var session = RunSession.Start(_folder.Path, Manifest(RunKind.Duel, "e", "sha256:1"));
        Directory.CreateDirectory(session.Directory.JournalPath);

        var fault = Assert.ThrowsAny<IOException>(() => session.ReplaceRecords([Record("new", OutcomeKind.Completed)]));

        Assert.Contains(session.ResumeHint, fault.Message, StringComparison.Ordinal);
        Assert.Empty(session.Records);
        Assert.True(Directory.Exists(session.Directory.JournalPath));
    }

    [Fact]
    public void Resume_ARunOfAnotherKind_IsRefused()
    {
        string path;
        using (var session = RunSession.Start(_folder.Path, Manifest(RunKind.Scaling, "e", "sha256:1")))
        {
            path = session.Directory.Path;
        }

        var fault = Assert.Throws<UsageException>(() => RunSession.Resume(path, RunKind.Suite, null, TestContext.Current.CancellationToken));

        Assert.Contains("was made by 'scaling'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_AnEngineThatWasAFile_IsLoadedOnlyWhenStatedAgainWithItsDigest()
    {
        var package = EngineBuild.FromPackage();
        var manifest = Manifest(RunKind.Suite, "mine", package.Digest.ToString());
        var other = Manifest(RunKind.Suite, "mine", "sha256:" + new string('0', 64));

        var unstated = Assert.Throws<UsageException>(() => ResumedEngines.Resolve(manifest, [], null, TestContext.Current.CancellationToken));
        Assert.Contains("--engine mine=PATH", unstated.Message, StringComparison.Ordinal);
        var changed = Assert.Throws<UsageException>(() => ResumedEngines.Resolve(other, [$"mine={package.LibraryPath}"], null, TestContext.Current.CancellationToken));
        Assert.Contains("has sha256:000", changed.Message, StringComparison.Ordinal);
        Assert.Equal("mine", Assert.Single(ResumedEngines.Resolve(manifest, [$"mine={package.LibraryPath}"], null, TestContext.Current.CancellationToken)).Label);
    }

    [Fact]
    public void Resolve_ALabelThatTheRunDoesNotHave_IsRefused()
    {
        var package = EngineBuild.FromPackage();
        var manifest = Manifest(RunKind.Suite, package.Label, package.Digest.ToString());

        var fault = Assert.Throws<UsageException>(() => ResumedEngines.Resolve(manifest, [$"else={package.LibraryPath}"], null, TestContext.Current.CancellationToken));

        Assert.Contains("has no engine 'else'", fault.Message, StringComparison.Ordinal);
        Assert.Equal(package, Assert.Single(ResumedEngines.Resolve(manifest, [], null, TestContext.Current.CancellationToken)));
    }

    public void Dispose() => _folder.Dispose();

    private static RunManifest Manifest(RunKind kind, string engine, string digest) => RunSession.Describe(kind, null, [new EngineDescription(engine, null, digest, [])]);

    private static CaseRecord Record(string module, OutcomeKind outcome) => new()
    {
        Operation = OperationNames.Compile,
        Module = module,
        Settings = "winch",
        Engine = "e",
        ModuleDigest = "sha256:" + new string('1', 64),
        EngineDigest = "sha256:" + new string('2', 64),
        Outcome = outcome,
        StartedAt = DateTimeOffset.UnixEpoch,
    };
}
