using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Modules.Generation;
using CompileBench.Modules.Profiling;
using CompileBench.Modules.Profiling.Reference;
using CompileBench.Modules.Wasm.Components;
using CompileBench.Modules.Wasm.Editing;
using CompileBench.Modules.Wasm.Reading;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Engines.Tests;

/// <summary>Every proposal that an engine can be told to take: its module decodes, has a profile, and compiles or is refused by the engine in words.</summary>
public sealed class ProposalTests : IDisposable
{
    // What the referenced engine says of the module where the knob is off; null where the engine has the proposal on, or ignores what it does not follow.
    private static readonly ProposalRow[] Rows =
    [
        new(KnobNames.WideArithmetic, "additions and multiplications of 128 bits", ProposalModules.WideArithmetic, null),
        new(KnobNames.CustomPageSizes, "a memory with pages of one byte", ProposalModules.CustomPageSizes, "custom page sizes proposal must be enabled"),
        new(KnobNames.CompactImports, "groups of imports", ProposalModules.CompactImports, "compact imports proposal disabled"),
        new(KnobNames.BranchHints, "hints at branches", ProposalModules.BranchHints, null),
        new(KnobNames.StackSwitching, "continuations", ProposalModules.StackSwitching, "stack switching is disabled"),
        new(KnobNames.ComponentProposals, "a map type", ProposalComponents.Maps, "require the component model map feature"),
        new(KnobNames.ComponentProposals, "a getter", ProposalComponents.Accessors, "require the component model accessors feature"),
        new(KnobNames.ComponentProposals, "a version suffix of a canonical name", ProposalComponents.CanonicalNames, "`cm-implements` feature is not active"),
        new(KnobNames.ComponentProposals, "an instance that implements an interface", ProposalComponents.ImplementedInterfaces, "`cm-implements` feature is not active"),
        new(KnobNames.ComponentProposals, "an asynchronous function on a stack of its own", ProposalComponents.AsyncStackful, "requires the component model async stackful feature"),
        new(KnobNames.ComponentProposals, "an asynchronous subtask.cancel", ProposalComponents.MoreAsyncBuiltins, "requires the component model more async builtins feature"),
    ];

    private readonly WorkerSlot _slot = new(EngineBuild.FromPackage().LibraryPath, null);
    private readonly TestFolder _folder = new();
    private int _files;

    private static IEnumerable<EngineKnob> Knobs => EngineKnob.All.Where(k => KnobNames.Proposals.Contains(k.Name));

    public void Dispose()
    {
        _slot.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Module_OfEachProposal_DecodesProfilesAndCompilesOrIsRefusedByName()
    {
        Assert.Equal(KnobNames.Proposals, Rows.Select(r => r.Knob).Distinct());
        Assert.All(Rows, row =>
        {
            var module = row.Module();
            var profile = ModuleProfiler.Profile(module);
            if (!CoreModules.IsComponent(module))
            {
                ModuleDecoder.Decode(module);
                Assert.Null(ReferenceComparison.FindDifference(module));
                Assert.NotEqual(0, FunctionMetrics.Instructions.GetValue(profile));
            }

            var with = Compile(module, CompilerSettings.Baseline with { Knobs = EngineKnob.All.Single(k => k.Name == row.Knob).Knob });
            Assert.True(with is Outcome.Completed, with.Message);
            var without = Compile(module, CompilerSettings.Baseline);
            if (row.RefusedWithout is { } refusal)
            {
                Assert.Contains(refusal, Assert.IsType<Outcome.Rejected>(without).Reason, StringComparison.Ordinal);
            }
            else
            {
                Assert.True(without is Outcome.Completed, without.Message);
            }
        });
    }

    [Fact]
    public void Module_OfStackSwitching_CountsWhatSwitchesAsCalls()
    {
        var profile = ModuleProfiler.Profile(Knobs.Single(k => k.Knob == EngineKnobs.StackSwitching).Module!());

        // suspend, switch, and five that resume.
        Assert.Equal(7, profile[ComplexityMetric.Find("referenceCalls")!]);
        Assert.Equal(2, profile[ComplexityMetric.Find("operandStackDepth")!]);
    }

    [Fact]
    public void Apply_EachItemOfEachModule_GivesAModuleThatCompiles() => Assert.All(Knobs.Where(k => k.Knob != EngineKnobs.ComponentProposals), knob =>
    {
        var map = ModuleMap.Create(knob.Module!());
        var removal = new ItemRemoval(map);
        for (var item = 0; item < map.Items.Count; item++)
        {
            if (removal.Apply([item]) is { } smaller)
            {
                var outcome = Compile(smaller, CompilerSettings.Baseline with { Knobs = knob.Knob });
                Assert.True(outcome is Outcome.Completed, $"{knob.Name} without {map.Items[item]}: {outcome.Message}");
            }
        }
    });

    [Fact]
    public void Describe_OlderEngine_SaysWhichProposalsItsApiDoesNotOffer()
    {
        var engine = EngineBuild.FromFile("44.0.0", SharedFiles.RequireEngine("44.0.0"));

        var description = EngineProbe.Describe(engine, Knobs.Select(k => CompilerSettings.Baseline with { Knobs = k.Knob }), TestContext.Current.CancellationToken);

        var support = description.Settings.ToDictionary(s => s.Settings[(s.Settings.IndexOf('+') + 1)..]);
        Assert.All([KnobNames.CompactImports, KnobNames.BranchHints], name => Assert.Contains("not offered by this engine's C API", support[name].Evidence, StringComparison.Ordinal));
        Assert.Contains("refused without it", support[KnobNames.WideArithmetic].Evidence, StringComparison.Ordinal);
        Assert.Contains("refused without it", support[KnobNames.CustomPageSizes].Evidence, StringComparison.Ordinal);
        Assert.False(support[KnobNames.StackSwitching].Supported);
        Assert.Contains("Stack Switching", support[KnobNames.StackSwitching].Evidence, StringComparison.Ordinal);
    }

    private Outcome Compile(byte[] module, CompilerSettings settings)
    {
        // A worker reads a path once.
        var path = _folder.At($"{_files++}.wasm");
        File.WriteAllBytes(path, module);
        return _slot.Run(new OperationRequest(MeasuredOperation.Compile, settings.Name, path, null), OperationLimits.Default, TestContext.Current.CancellationToken);
    }

    private sealed record ProposalRow(string Knob, string Uses, Func<byte[]> Module, string? RefusedWithout);
}
