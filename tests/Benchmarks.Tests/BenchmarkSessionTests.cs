using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Validators;
using CompileBench.Benchmarks.Contract;
using CompileBench.Benchmarks.Suite.Running;
using CompileBench.Engines.Operations;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Benchmarks.Tests;

public class BenchmarkSessionTests
{
    [Fact]
    public void Run_ValidatorThatStopsBenchmarkDotNet_IsARefusalAndNoRecord()
    {
        SuiteParameters.Current = new SuiteParameters(["m"], [], ["e"]);
        var one = new MeasuredCase(OperationNames.Validate, "m", OperationDescription.NoSettings, "e");
        var planned = new PlannedCase(MeasuredOperation.Validate, one, new PlannedModule("m", "m.wasm", "sha256:1"), new PlannedEngine("e", "e.so", "sha256:2"));
        var session = new BenchmarkSession([(planned, TimeSpan.FromMilliseconds(1))], new SuiteLimits(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), null), Path.GetTempPath());
        var config = BenchmarkSession.Config(Path.GetTempPath(), NullLogger.Instance).AddValidator(new Refusing());

        var e = Assert.Throws<BenchmarkRefusedException>(() => session.RunRound(config, 1, [one], _ => Assert.Fail("nothing ran")));

        Assert.Equal("not today", e.Message);
    }

    private sealed class Refusing : IValidator
    {
        public bool TreatsWarningsAsErrors => true;

        public IEnumerable<ValidationError> Validate(ValidationParameters validationParameters) => [new(isCritical: true, "not today\nnor tomorrow")];
    }
}
