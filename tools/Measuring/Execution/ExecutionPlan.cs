using CompileBench.Engines.Operations;
using CompileBench.Engines.Probing;
using CompileBench.Modules.Catalog;
using CompileBench.Modules.Wasm.Components;
using CompileBench.Modules.Workloads;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Execution;

/// <summary>
/// Which modules of a run have a workload, which are components, and which engines can execute. Nothing is looked for where no operation of the run
/// needs it.
/// </summary>
public sealed class ExecutionPlan
{
    private readonly HashSet<string> _modules = [];
    private readonly HashSet<string> _unable = [];
    private readonly HashSet<string> _components = [];
    private readonly List<SkippedCases> _skipped = [];

    private ExecutionPlan()
    {
    }

    /// <summary>What cannot be executed, and why.</summary>
    public IReadOnlyList<SkippedCases> Skipped => _skipped;

    /// <summary>Looks for workloads and probes the engines.</summary>
    /// <param name="catalogFolder">The folder of the catalog.</param>
    /// <param name="operations">The operations of the run.</param>
    /// <param name="modules">The modules, here on disk.</param>
    /// <param name="builds">The engines.</param>
    /// <param name="cancellation">Asks to stop.</param>
    /// <exception cref="UsageException">A workload cannot be used.</exception>
    public static ExecutionPlan Make(
        string catalogFolder, IReadOnlyList<MeasuredOperation> operations, IReadOnlyList<ModuleFetchResult.Available> modules, IReadOnlyList<EngineBuild> builds, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(operations);
        ArgumentNullException.ThrowIfNull(modules);
        ArgumentNullException.ThrowIfNull(builds);
        var plan = new ExecutionPlan();
        if (operations.Any(o => o.RunsCode))
        {
            plan.Probe(builds, operations, cancellation);
        }

        plan.FindComponents(operations, modules);
        if (operations.Any(o => o.NeedsWorkload))
        {
            plan.FindWorkloads(catalogFolder, [.. modules.Where(m => !plan._components.Contains(m.Entry.Name.Text))]);
        }

        return plan;
    }

    /// <summary>Whether a module has what an operation needs.</summary>
    public bool Has(MeasuredOperation operation, string module)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return _components.Contains(module) ? operation.TakesComponents : !operation.NeedsWorkload || _modules.Contains(module);
    }

    /// <summary>Whether an engine can do what an operation needs.</summary>
    public bool Supports(MeasuredOperation operation, string engine)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return !operation.RunsCode || !_unable.Contains(engine);
    }

    private void Probe(IReadOnlyList<EngineBuild> builds, IReadOnlyList<MeasuredOperation> operations, CancellationToken cancellation)
    {
        var names = string.Join(" and ", operations.Where(o => o.RunsCode).Select(o => o.Name));
        foreach (var build in builds)
        {
            if (ExecutionProbe.FaultOf(build, cancellation) is { } fault)
            {
                _unable.Add(build.Label);
                var reason = fault.StartsWith("cannot execute", StringComparison.Ordinal) ? fault : $"cannot execute, because {fault}";
                _skipped.Add(new SkippedCases($"{names} on {build.Label}", SkipReason.CannotExecute, $"unsupported: {reason}"));
            }
        }
    }

    private void FindComponents(IReadOnlyList<MeasuredOperation> operations, IReadOnlyList<ModuleFetchResult.Available> modules)
    {
        var refusing = operations.Where(o => !o.TakesComponents).Select(o => o.Name).ToList();
        Span<byte> start = stackalloc byte[8];
        foreach (var module in refusing.Count == 0 ? [] : modules)
        {
            using var file = File.OpenRead(module.Path);
            if (CoreModules.IsComponent(start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)]))
            {
                _components.Add(module.Entry.Name.Text);
                _skipped.Add(new SkippedCases(module.Entry.Name.Text, SkipReason.NotApplicable, $"{string.Join(" and ", refusing)} {(refusing.Count == 1 ? "does" : "do")} not apply to a component"));
            }
        }
    }

    private void FindWorkloads(string catalogFolder, IReadOnlyList<ModuleFetchResult.Available> modules)
    {
        var without = new List<string>();
        foreach (var module in modules)
        {
            (HasWorkload(catalogFolder, module) ? _modules : (ICollection<string>)without).Add(module.Entry.Name.Text);
        }

        if (without.Count > 0)
        {
            _skipped.Add(new SkippedCases(
                without.Count == 1 ? without[0] : $"{without.Count} modules ({string.Join(", ", without)})",
                SkipReason.NoWorkload,
                $"no workload says how to execute {(without.Count == 1 ? "it" : "them")}: modules/README.md describes how to write one"));
        }
    }

    private static bool HasWorkload(string catalogFolder, ModuleFetchResult.Available module)
    {
        try
        {
            return ModuleWorkloads.FileFor(catalogFolder, module.Entry) is { } file
                ? WorkloadFile.Load(file) is not null
                : module.Entry.Origin is LocalFile && ModuleWorkloads.Find(null, module.Path, File.ReadAllBytes(module.Path)) is not null;
        }
        catch (WorkloadException e)
        {
            throw new UsageException(e.Message);
        }
    }
}
