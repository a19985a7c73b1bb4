using System.CommandLine;
using System.Diagnostics;
using CompileBench.CommandLine.Options;
using CompileBench.CommandLine;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Probing;
using CompileBench.Measuring;
using CompileBench.Measuring.Instructions;
using CompileBench.Measuring.Reducing;
using CompileBench.Measuring.Selection;
using CompileBench.Modules.Wasm.Editing;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Cli.Commands;

/// <summary><c>reduce</c>: makes a small module that still shows a property, for an upstream report.</summary>
internal static class ReduceCommand
{
    private static readonly TimeSpan DefaultTime = TimeSpan.FromMinutes(10);

    // Below this much time left, starting another program gains nothing.
    private static readonly TimeSpan WorthAnotherTool = TimeSpan.FromSeconds(5);

    // The proof of what another program found may end this much after the limit.
    private static readonly TimeSpan Overtime = TimeSpan.FromSeconds(1);

    private static readonly Argument<string> Module = new("module") { Description = "a .wasm file, a module's name, a recipe, or - for standard input" };
    private static readonly Option<string> While = new("--while")
    {
        Description = $"a condition that must stay true, such as 'time({SettingNames.SpeedBacktracking}) / time({SettingNames.NoneSinglePass}) > 5' or 'instructions({SettingNames.Winch}, 50.0.1) / instructions({SettingNames.Winch}, 49.0.0) > 1.2'; an engine is a label of --engine, a version, or 'package'",
        Required = true,
    };

    private static readonly Option<string[]> Engine = CommonOptions.Engines();
    private static readonly Option<string?> Output = CommonOptions.Out("write the module to this file (default: MODULE.reduced.wasm in the current folder)");
    private static readonly TimeOption TimeLimit = CommonOptions.TimeLimit("(default 10m)");
    private static readonly TimeOption Timeout = CommonOptions.Timeout();
    private static readonly Option<bool> Check = new("--check") { Description = "only check the condition: the exit code is 0 if it holds, otherwise 1" };
    private static readonly Option<bool> Without = new("--without-binaryen") { Description = "do not use wasm-reduce, even if it is installed" };

    // For the checks that wasm-reduce makes: the settings have been proved by whoever started it.
    private static readonly Option<bool> Proved = new("--proved") { Hidden = true };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("reduce", "make a module smaller as long as a condition holds") { Module, While, Engine, Output, TimeLimit, Timeout, Check, Without, Proved };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        using var writing = StopSignals.KeepResult();
        var started = Stopwatch.GetTimestamp();
        var condition = Condition.Parse(parsed.GetValue(While)!);
        var limit = parsed.GetValue(Timeout) ?? OperationLimits.DefaultDeadline;
        var time = parsed.GetValue(TimeLimit) ?? DefaultTime;
        var input = ModuleInput.FindOneAsync(parsed.GetValue(Module)!, cancellation).GetAwaiter().GetResult();
        var module = input.Read(cancellation);
        var (engines, named) = ConditionProof.FindEngines(condition, parsed.GetValue(Engine) ?? [], cancellation);
        if (!parsed.GetValue(Proved))
        {
            ConditionProof.Check(condition, engines, cancellation);
        }

        using var meter = new QuantityMeter(engines, new OperationLimits(limit, null), Count);
        if (parsed.GetValue(Check))
        {
            var holds = condition.Holds(q => meter.Measure(module, q, cancellation));
            CliConsole.Line(holds ? "holds" : "does not hold");
            return holds ? 0 : 1;
        }

        IReadOnlyList<string> checking = [Proved.Name, Timeout.Name, $"{limit.TotalMilliseconds:0}ms", .. named.SelectMany(e => (string[])[Engine.Name, FullPath(e)])];
        return new Reduction(started, input.Name, module, condition, meter, time, limit, parsed.GetValue(Without) ? null : checking, cancellation)
            .Carry(parsed.GetValue(Output) ?? $"{Path.GetFileName(input.Name).Replace('@', '-')}.reduced.wasm");
    }

    private static double? Count(EngineBuild engine, string settings, string path, CancellationToken cancellation)
    {
        if (InstructionCounter.MissingHere is { } reason)
        {
            throw new UsageException($"instructions are {reason}");
        }

        return InstructionCounter.Count(engine, SettingsSelection.Parse([settings])[0], File.ReadAllBytes(path), InstructionCounter.DefaultLimits, cancellation).Instructions;
    }

    private static string FullPath(string engine)
    {
        var equals = engine.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? engine : $"{engine[..(equals + 1)]}{Path.GetFullPath(engine[(equals + 1)..])}";
    }

    /// <summary>One module on its way down.</summary>
    private sealed class Reduction(
        long started, string name, byte[] whole, Condition condition, QuantityMeter meter, TimeSpan time, TimeSpan timeout, IReadOnlyList<string>? checkOptions, CancellationToken cancellation)
    {
        private TimeSpan _proof;

        private TimeSpan Left => time - Stopwatch.GetElapsedTime(started);

        public int Carry(string output)
        {
            // What takes minutes to find shall not be lost for want of a place.
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
            var (holds, refusal) = CheckWhole();
            if (!holds)
            {
                return 1;
            }

            if (refusal is not null)
            {
                CliConsole.Line($"The engine refuses the module, so that no candidate is checked by it: {refusal}");
            }

            // Another tool may find more: it gets a part of the time.
            var share = UsesBinaryen ? 0.6 : 1;
            var reducer = new ModuleReducer(whole, Holds, Left * share, Report, refusal is null ? IsValid : null, cancellation);
            byte[]? best = null;
            try
            {
                var reduced = reducer.Reduce();
                best = WithBinaryen(reduced.Bytes);
                AtomicFile.Write(output, best);
                CliConsole.Line($"{Written(output, best)}; {Describe(best, cancellation)}");
                foreach (var left in reduced.Left)
                {
                    CliConsole.Line($"  left: {left}");
                }

                if (!reduced.Finished)
                {
                    CliConsole.Line($"The time of {time.TotalSeconds:0} s ran out: give more with --time-limit for a smaller one.");
                }

                return 0;
            }
            catch (OperationCanceledException)
            {
                return KeepBest(output, best ?? reducer.Best);
            }
        }

        // The module itself must be checked within the time too: one compile of it may take longer.
        private (bool Holds, string? Refusal) CheckWhole()
        {
            using var end = EndAfter(TimeSpan.Zero);
            try
            {
                if (!Holds(whole, end.Token))
                {
                    CliConsole.Line($"The condition does not hold for {name} itself: {Describe(whole, end.Token)}");
                    return (false, null);
                }

                CliConsole.Line($"{name}, {whole.Length:N0} bytes: {Describe(whole, end.Token)}");
                return (true, meter.FindRefusal(whole, end.Token));
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                CliConsole.Line($"The time of {time.TotalSeconds:0.###} s ran out before the condition was checked for {name} itself: give more with --time-limit.");
                return (false, null);
            }
        }

        private CancellationTokenSource EndAfter(TimeSpan overtime)
        {
            var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            end.CancelAfter((Left > TimeSpan.Zero ? Left : TimeSpan.Zero) + overtime);
            return end;
        }

        // The condition was seen to hold for it; what another tool had in hand is not known to show anything.
        private int KeepBest(string output, byte[] best)
        {
            if (best.Length < whole.Length)
            {
                AtomicFile.Write(output, best);
                CliConsole.Line($"interrupted, the smallest so far: {Written(output, best)}");
            }
            else
            {
                CliConsole.Line("interrupted before anything smaller was found: nothing is written");
            }

            return ExitCodes.Interrupted;
        }

        private string Written(string output, byte[] best) =>
            $"{output}: {best.Length:N0} bytes, {100.0 * best.Length / whole.Length:0.00}% of the module; {Functions(ModuleParts.Find(best).Bodies.Count)}";

        private static string Functions(int count) => count == 1 ? "1 function" : $"{count:N0} functions";

        private bool IsValid(byte[] module, CancellationToken end) => meter.FindRefusal(module, end) is null;

        private bool UsesBinaryen => checkOptions is not null && BinaryenReducer.IsInstalled;

        private byte[] WithBinaryen(byte[] best)
        {
            if (!UsesBinaryen || Left < WorthAnotherTool)
            {
                return best;
            }

            // The proof of what the tool found takes time too.
            var toolTime = Left - (_proof < Left / 2 ? _proof : Left / 2);
            CliConsole.Line($"  wasm-reduce, for up to {toolTime.TotalSeconds:0} s");
            var reduced = BinaryenReducer.Reduce(
                best,
                file => [Environment.ProcessPath!, .. Program, "reduce", file, "--check", "--while", condition.ToString(), .. checkOptions!],
                timeout,
                toolTime,
                cancellation);
            return reduced is not null && HoldsInTime(reduced) ? reduced : best;
        }

        private bool HoldsInTime(byte[] module)
        {
            using var end = EndAfter(Overtime);
            try
            {
                return Holds(module, end.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return false;
            }
        }

        // Started through the runtime's host, the program itself is the first argument.
        private static string[] Program =>
            Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(ReduceCommand).Assembly.Location] : [];

        // Times scatter: a candidate must show the property twice.
        private bool Holds(byte[] module, CancellationToken end)
        {
            var started = Stopwatch.GetTimestamp();
            if (!condition.Holds(q => meter.Measure(module, q, end)))
            {
                return false;
            }

            meter.ForgetTimes(module);
            var holds = condition.Holds(q => meter.Measure(module, q, end));
            _proof = Stopwatch.GetElapsedTime(started);
            return holds;
        }

        private string Describe(byte[] module, CancellationToken end) =>
            condition.Describe(q => meter.Measure(module, q, end), q => meter.FindRefusal(module, q, end));

        private static void Report(ReducingProgress progress) =>
            CliConsole.Line($"  {progress.Bytes,12:N0} bytes, {progress.Functions:N0} {(progress.Functions == 1 ? "function" : "functions")} left, {progress.FullBodies:N0} of them with code, after {progress.Tried:N0} {(progress.Tried == 1 ? "try" : "tries")}; now reducing {progress.Step}");
    }
}
