using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Measuring.Instructions;
using CompileBench.Measuring.Runs;
using CompileBench.Modules.Generation.Ladders;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Scaling.Counting;

/// <summary>
/// A scaling run that counts instructions instead of taking times: four or five sizes of each ladder, several ladders at once, for a count does not depend
/// on what else the machine does. Each count is in <c>counts.jsonl</c> at once; a run that was stopped goes on with the counts that are missing.
/// </summary>
public sealed class InstructionScaling
{
    /// <summary>The file of counts in a run's directory.</summary>
    public const string CountsFile = "counts.jsonl";

    // Reports are made within the limit as well.
    private const double CountingPart = 0.9;

    private readonly ScalingRequest _request;
    private readonly RunSession _session;
    private readonly TextWriter _output;
    private readonly Lock _gate = new();
    private readonly List<CountedRung> _counts;
    private readonly CountingConditions _conditions = InstructionCounter.Conditions;

    private InstructionScaling(ScalingRequest request, RunSession session, TextWriter output)
    {
        (_request, _session, _output) = (request, session, output);
        var earlier = JsonLines.Read(CountsPath, CountedRungJson.Default.CountedRung);
        _counts = [.. earlier.Where(c => c.Conditions.IsComparableTo(_conditions))];
        if (_counts.Count < earlier.Count)
        {
            output.WriteLine($"{earlier.Count - _counts.Count} earlier counts come from another CPU model or saw other tunables ({string.Join(", ", earlier.Select(c => c.Conditions).Distinct())}): they are counted again");
        }
    }

    private string CountsPath => Path.Combine(_session.Directory.Path, CountsFile);

    /// <summary>Starts a new run.</summary>
    /// <param name="request">What to count; the budget is not used.</param>
    /// <param name="output">Where lines for people go.</param>
    /// <param name="cancellation">Stops the run; what is counted stays.</param>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    /// <exception cref="UsageException">Nothing can be counted on this machine.</exception>
    public static InstructionScalingResult Start(ScalingRequest request, TextWriter output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(output);
        ThrowIfMissing();
        var engines = ScalingSettings.Prove(request, output, cancellation);
        using var session = RunSession.Start(request.Out, ScalingDescription.CountingManifestFor(request, engines));
        return new InstructionScaling(request, session, output).Count(cancellation);
    }

    /// <summary>Completes an earlier run.</summary>
    /// <param name="resume">Which run, and where its engines are.</param>
    /// <param name="output">Where lines for people go.</param>
    /// <param name="cancellation">Stops the run; what is counted stays.</param>
    /// <exception cref="UsageException">The run cannot be completed here, or nothing can be counted on this machine.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped again.</exception>
    public static InstructionScalingResult Resume(ResumeRequest resume, TextWriter output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(resume);
        ArgumentNullException.ThrowIfNull(output);
        ThrowIfMissing();
        using var session = RunSession.Resume(resume.Run, RunKind.Scaling, resume.Machine, cancellation);
        if (!ScalingDescription.CountsInstructions(session.Manifest))
        {
            throw new UsageException($"run {session.Manifest.Run} measures times: resume it without --metric instructions");
        }

        foreach (var notice in session.Notices)
        {
            output.WriteLine(notice);
        }

        var engines = ResumedEngines.Resolve(session.Manifest, resume.Engines, null, cancellation);
        return new InstructionScaling(ScalingDescription.RequestFrom(session, engines), session, output).Count(cancellation);
    }

    /// <summary>Reads the counts of a run that can be compared with its last one.</summary>
    /// <param name="directory">The run's directory.</param>
    /// <exception cref="RecordFormatException">The directory has no counts, or a line cannot be read.</exception>
    public static IReadOnlyList<CountedRung> ReadCounts(string directory)
    {
        var counts = JsonLines.Read(Path.Combine(directory, CountsFile), CountedRungJson.Default.CountedRung);
        return counts.Count > 0
            ? [.. counts.Where(c => c.Conditions.IsComparableTo(counts[^1].Conditions))]
            : throw new RecordFormatException($"{directory} has no {CountsFile}: it is no run of scaling --metric instructions");
    }

    private static void ThrowIfMissing()
    {
        if (InstructionCounter.MissingHere is { } reason)
        {
            throw new UsageException($"--metric instructions: {reason}");
        }
    }

    private InstructionScalingResult Count(CancellationToken cancellation)
    {
        var files = _request.Shapes.ToDictionary(s => s, s => new Lazy<RungFiles>(() => new RungFiles(s)));
        var ladders = Ladders().ToList();
        var lanes = Math.Clamp(Environment.ProcessorCount, 1, 4);
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        var top = CountingSizes.TopFor(_request.TimeLimit * CountingPart * lanes / Math.Max(1, ladders.Count));
        _output.WriteLine($"run {_session.Directory.Path}");
        _output.WriteLine($"counting {ladders.Count} ladders, largest sizes of about {top.TotalMilliseconds:0} ms{(_counts.Count > 0 ? $"; {_counts.Count} sizes are counted already" : "")}");
        var left = 0;
        try
        {
            Parallel.ForEach(
                Partitioner.Create(ladders, EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = lanes, CancellationToken = cancellation },
                ladder =>
                {
                    if (!Count(ladder, files[ladder.Shape].Value, top, () => _request.TimeLimit * CountingPart > clock.GetElapsedTime(start), cancellation))
                    {
                        Interlocked.Increment(ref left);
                    }
                });
        }
        catch (OperationCanceledException)
        {
            _output.WriteLine($"interrupted: {_counts.Count} counts are written; {_session.ResumeHint} --metric instructions");
            throw;
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(ParallelFault.FirstOf(e));
        }
        finally
        {
            foreach (var made in files.Values.Where(f => f.IsValueCreated))
            {
                made.Value.Dispose();
            }
        }

        if (left > 0)
        {
            _output.WriteLine($"the time limit ended it before {left} of {ladders.Count} ladders were counted: {_session.ResumeHint} --metric instructions");
        }

        _session.End(isComplete: left == 0, null);
        return new InstructionScalingResult(_session.Directory.Path, [.. _counts]);
    }

    private IEnumerable<(LadderShape Shape, CompilerSettings Settings, EngineBuild Engine)> Ladders() =>
        from shape in _request.Shapes
        from engine in _request.Engines
        let supported = _session.Manifest.Engines.First(e => e.Label == engine.Label).Settings.Where(s => s.Supported).Select(s => s.Settings).ToHashSet()
        from settings in _request.Settings
        where supported.Contains(settings.Name) && InstructionCounter.Refusal(settings) is null
        select (shape, settings, engine);

    // Whether every size of the ladder is counted.
    private bool Count((LadderShape Shape, CompilerSettings Settings, EngineBuild Engine) ladder, RungFiles files, TimeSpan top, Func<bool> hasTime, CancellationToken cancellation)
    {
        List<CountedRung> known;
        lock (_gate)
        {
            known = [.. _counts.Where(c => c.Shape == ladder.Shape.Name && c.Settings == ladder.Settings.Name && c.Engine == ladder.Engine.Label)];
        }

        if (known.Count == 0 && !hasTime())
        {
            return false;
        }

        var sizes = known.Count > 0 ? known[0].LadderSizes : Sizes(ladder.Settings, ladder.Engine, files, top, cancellation);
        foreach (var size in sizes.Where(s => !known.Exists(k => k.Size == s)))
        {
            if (!hasTime())
            {
                return false;
            }

            var file = files.ForSize(size);
            var count = InstructionCounter.Count(ladder.Engine, ladder.Settings, File.ReadAllBytes(file.Path), InstructionCounter.DefaultLimits, cancellation);
            Add(new CountedRung(ladder.Shape.Name, size, ladder.Settings.Name, ladder.Engine.Label, file.Description.Digest, sizes, count.Instructions, count.Message, _conditions));
        }

        return true;
    }

    private IReadOnlyList<int> Sizes(CompilerSettings settings, EngineBuild engine, RungFiles files, TimeSpan top, CancellationToken cancellation)
    {
        var limits = new OperationLimits(top * 20 + TimeSpan.FromSeconds(1), _request.MemoryLimit);
        using var slot = new WorkerSlot(engine.LibraryPath, limits.CeilingBytes);
        var (sizes, message) = CountingSizes.Find(files, slot, settings.Name, limits, top, cancellation);
        if (sizes.Count == 0)
        {
            _output.WriteLine($"  {files.Shape.Name} {settings.Name}: {message}");
        }

        return sizes;
    }

    private void Add(CountedRung count)
    {
        lock (_gate)
        {
            _counts.Add(count);
            using var file = JsonLines.OpenToAppend(CountsPath);
            file.Write([.. JsonSerializer.SerializeToUtf8Bytes(count, CountedRungJson.Default.CountedRung), (byte)'\n']);
            _output.WriteLine($"  {count.Shape}@{count.Size} {count.Settings}: {count.Instructions?.ToString("N0", System.Globalization.CultureInfo.InvariantCulture) ?? count.Message} instructions");
        }
    }
}

/// <summary>The counts of a run.</summary>
/// <param name="Directory">The run's directory.</param>
/// <param name="Counts">The counts, earlier sessions included.</param>
public sealed record InstructionScalingResult(string Directory, IReadOnlyList<CountedRung> Counts);

/// <summary>How counts are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CountedRung))]
internal sealed partial class CountedRungJson : JsonSerializerContext;
