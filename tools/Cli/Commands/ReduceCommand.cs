using System.CommandLine;
using System.Diagnostics;
using CompileBench.Engines.Guard;
using CompileBench.Engines.Probing;
using CompileBench.Measuring;
using CompileBench.Measuring.Instructions;
using CompileBench.Measuring.Reducing;
using CompileBench.Measuring.Selection;
using CompileBench.Modules.Rewriting;

namespace CompileBench.Cli.Commands;

/// <summary><c>reduce</c>: makes a small module that still shows a property, for an upstream report.</summary>
internal static class ReduceCommand
{
    private static readonly TimeSpan DefaultTime = TimeSpan.FromMinutes(10);

    // Below this much time left, starting another program gains nothing.
    private static readonly TimeSpan WorthAnotherTool = TimeSpan.FromSeconds(5);

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var module = new Argument<string>("module") { Description = "a .wasm file, a catalog module, a recipe, or - for standard input" };
        var condition = new Option<string>("--while")
        {
            Description = "what must stay true, such as 'time(speed-backtracking) / time(none-singlepass) > 5' or 'instructions(winch, B) / instructions(winch, A) > 1.2'",
            Required = true,
        };
        var engine = new Option<string[]>("--engine") { Description = "LABEL=PATH, a version or 'package' (repeatable; the first is meant where the condition names none)" };
        var output = new Option<string?>("--output", "-o") { Description = "the file to write (default MODULE.reduced.wasm here)" };
        var time = new Option<string?>("--time") { Description = "how long to go on (default 10m)" };
        var timeout = new Option<string?>("--timeout") { Description = "wall time of one compile before it is killed (default 60s)" };
        var check = new Option<bool>("--check") { Description = "only say whether the condition holds: exit code 0 if so, else 1" };
        var without = new Option<bool>("--without-binaryen") { Description = "do not use wasm-reduce even where it is installed" };
        var command = new Command("reduce", "make a module smaller while a condition holds") { module, condition, engine, output, time, timeout, check, without };
        command.SetAction(async (result, cancellation) =>
        {
            var wanted = Condition.Parse(result.GetValue(condition)!);
            var limit = OptionQuantities.Time("--timeout", result.GetValue(timeout)) ?? CompileLimits.DefaultDeadline;
            var inputs = await ModuleInput.ReadAsync(result.GetValue(module)!, cancellation);
            if (inputs.Count != 1)
            {
                throw new UsageException($"{result.GetValue(module)} holds {inputs.Count} modules: name one");
            }

            using var meter = new QuantityMeter(EngineSelection.Of(result.GetValue(engine) ?? [], cancellation: cancellation), new CompileLimits(limit, null), Count);
            var input = inputs[0];
            if (result.GetValue(check))
            {
                var holds = wanted.Holds(q => meter.Measure(input.Bytes, q, cancellation));
                Console.WriteLine(holds ? "holds" : "does not hold");
                return holds ? 0 : 1;
            }

            IReadOnlyList<string> checking = ["--timeout", $"{limit.TotalMilliseconds:0}ms", .. (result.GetValue(engine) ?? []).SelectMany(e => (string[])["--engine", FullPath(e)])];
            var run = new Reduction(input, wanted, meter, OptionQuantities.Time("--time", result.GetValue(time)) ?? DefaultTime, limit, result.GetValue(without) ? null : checking);
            return run.Carry(result.GetValue(output) ?? $"{Path.GetFileName(input.Name).Replace('@', '-')}.reduced.wasm", cancellation);
        });
        return command;
    }

    private static double? Count(EngineBuild engine, string settings, string path, CancellationToken cancellation)
    {
        if (InstructionCounter.MissingHere is { } reason)
        {
            throw new UsageException($"instructions are {reason}");
        }

        return InstructionCounter.Count(engine, SettingsSelection.Of([settings])[0], File.ReadAllBytes(path), InstructionCounter.DefaultLimits, cancellation).Instructions;
    }

    private static string FullPath(string engine)
    {
        var equals = engine.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? engine : $"{engine[..(equals + 1)]}{Path.GetFullPath(engine[(equals + 1)..])}";
    }

    /// <summary>One module on its way down.</summary>
    private sealed class Reduction(ModuleInput input, Condition condition, QuantityMeter meter, TimeSpan time, TimeSpan timeout, IReadOnlyList<string>? checkOptions)
    {
        private readonly long _started = Stopwatch.GetTimestamp();

        private TimeSpan Left => time - Stopwatch.GetElapsedTime(_started);

        public int Carry(string output, CancellationToken cancellation)
        {
            if (!Holds(input.Bytes, cancellation))
            {
                Console.WriteLine($"The condition does not hold for {input.Name} itself: {Describe(input.Bytes, cancellation)}");
                return 1;
            }

            Console.WriteLine($"{input.Name}, {input.Bytes.Length:N0} bytes: {Describe(input.Bytes, cancellation)}");
            // What another tool may gain is worth a part of the time.
            var share = UsesBinaryen ? 0.6 : 1;
            var reduced = new ModuleReducer(input.Bytes, bytes => Holds(bytes, cancellation), time * share, Report).Reduce();
            var best = WithBinaryen(reduced.Bytes, cancellation);
            File.WriteAllBytes(output, best);
            var parts = ModuleParts.Of(best);
            Console.WriteLine($"{output}: {best.Length:N0} bytes, {(double)best.Length / input.Bytes.Length:P2} of the module; {parts.Bodies.Count:N0} functions; {Describe(best, cancellation)}");
            if (!reduced.Finished)
            {
                Console.WriteLine($"The time of {time.TotalSeconds:0} s ran out: give more with --time for a smaller one.");
            }

            return 0;
        }

        private bool UsesBinaryen => checkOptions is not null && BinaryenReducer.IsInstalled;

        private byte[] WithBinaryen(byte[] best, CancellationToken cancellation)
        {
            if (!UsesBinaryen || Left < WorthAnotherTool)
            {
                return best;
            }

            Console.WriteLine($"  wasm-reduce, for up to {Left.TotalSeconds:0} s");
            var reduced = BinaryenReducer.Reduce(
                best,
                file => [Environment.ProcessPath!, .. Program, "reduce", file, "--check", "--while", condition.ToString(), .. checkOptions!],
                timeout,
                Left,
                cancellation);
            return reduced is not null && Holds(reduced, cancellation) ? reduced : best;
        }

        // Started through the runtime's host, the program itself is the first argument.
        private static string[] Program =>
            Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(ReduceCommand).Assembly.Location] : [];

        // Times scatter: a candidate must show the property twice.
        private bool Holds(byte[] module, CancellationToken cancellation)
        {
            if (!condition.Holds(q => meter.Measure(module, q, cancellation)))
            {
                return false;
            }

            meter.ForgetTimes(module);
            return condition.Holds(q => meter.Measure(module, q, cancellation));
        }

        private string Describe(byte[] module, CancellationToken cancellation) => condition.Describe(q => meter.Measure(module, q, cancellation));

        private static void Report(ReducingProgress progress) =>
            Console.WriteLine($"  {progress.Bytes,12:N0} bytes, {progress.Bodies,6:N0} bodies left after {progress.Tried,5:N0} tries, taking out {progress.Step}");
    }
}
