using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Writing;

namespace CompileBench.Modules.Generation;

/// <summary>One small module per proposal that an engine may have off. Each uses everything that its proposal adds, and validates.</summary>
public static class ProposalModules
{
    private static readonly WasmType[] FourLongs = [WasmType.I64, WasmType.I64, WasmType.I64, WasmType.I64];

    /// <summary>A function of the four instructions of wide arithmetic.</summary>
    public static byte[] WideArithmetic()
    {
        using var module = new ModuleAssembler();
        module.Export("wide", ExternalKind.Function, module.DeclareFunction(module.FunctionType(FourLongs, [WasmType.I64, WasmType.I64])));
        module.BeginBody()
            .LocalGet(0).LocalGet(1).LocalGet(2).LocalGet(3).Op(Opcode.I64Add128)
            .LocalGet(0).LocalGet(1).Op(Opcode.I64Sub128)
            .Op(Opcode.I64MulWideS)
            .Op(Opcode.I64MulWideU)
            .End();
        module.EndBody();
        return module.ToArray();
    }

    /// <summary>A memory whose pages are one byte, and a load from it.</summary>
    public static byte[] CustomPageSizes()
    {
        using var module = new ModuleAssembler();
        module.Memory(new MemoryType(new Limits(1_000, 2_000), PageSizeLog2: 0));
        module.Export("load", ExternalKind.Function, module.DeclareFunction(module.FunctionType([WasmType.I32], [WasmType.I32])));
        module.BeginBody().LocalGet(0).Access(Opcode.I32Load, 0, 0).Op(Opcode.MemorySize, 0).Op(Opcode.I32Add).End();
        module.EndBody();
        return module.ToArray();
    }

    /// <summary>Groups of imports of both encodings beside a single import, and a function that calls all of them.</summary>
    public static byte[] CompactImports()
    {
        using var module = new ModuleAssembler();
        var number = module.FunctionType([], [WasmType.I32]);
        var nothing = module.FunctionType([], []);
        module.ImportFunctions(number, "one", "two", "three");
        module.ImportFunction("four", nothing);
        module.ImportFunctions(("five", nothing), ("six", number));
        module.Export("all", ExternalKind.Function, module.DeclareFunction(number));
        module.BeginBody()
            .Call(0).Call(1).Op(Opcode.I32Add).Call(2).Op(Opcode.I32Add)
            .Call(3).Call(4)
            .Call(5).Op(Opcode.I32Add)
            .End();
        module.EndBody();
        return module.ToArray();
    }

    /// <summary>A loop and a condition with hints.</summary>
    public static byte[] BranchHints()
    {
        using var module = new ModuleAssembler();
        module.Export("hinted", ExternalKind.Function, module.DeclareFunction(module.FunctionType([WasmType.I32, WasmType.I32], [WasmType.I32])));
        var code = module.BeginBody();
        code.LocalGet(0);
        module.HintBranch(isLikely: false);
        code.If(WasmType.I32).LocalGet(1).LocalGet(1).Op(Opcode.I32Mul).Else().LocalGet(1).LocalGet(0).Op(Opcode.I32DivU).End()
            .LocalSet(1)
            .Loop().LocalGet(0).I32Const(1).Op(Opcode.I32Sub).LocalTee(0);
        module.HintBranch(isLikely: true);
        code.BrIf(0).End().LocalGet(1).End();
        module.EndBody();
        return module.ToArray();
    }

    /// <summary>Continuations that are made, bound, suspended, resumed in each way, and switched.</summary>
    public static byte[] StackSwitching()
    {
        using var module = new ModuleAssembler();
        var nothing = module.FunctionType([], []);
        var number = module.FunctionType([WasmType.I32], [WasmType.I32]);
        var result = module.FunctionType([], [WasmType.I32]);
        var started = module.ContinuationType(number);
        var bound = module.ContinuationType(result);

        // A function that takes the continuation it was switched from.
        module.RecursionGroup(2);
        var peerType = module.FunctionType([WasmType.Nullable(HeapType.Concrete(module.TypeCount + 1))], []);
        var peers = module.ContinuationType(peerType);
        var rest = module.FunctionType([], [WasmType.Nullable(HeapType.Concrete(bound))]);

        var pause = module.Tag(nothing);
        var fault = module.Tag(module.FunctionType([WasmType.I32], []));
        var worker = module.DeclareFunction(number);
        var peer = module.DeclareFunction(peerType);
        module.Export("resume", ExternalKind.Function, module.DeclareFunction(result));
        module.Export("handle", ExternalKind.Function, module.DeclareFunction(rest));
        module.DeclareReferences([worker, peer]);

        module.BeginBody().Op(Opcode.Suspend, pause).LocalGet(0).I32Const(1).Op(Opcode.I32Add).End();
        module.EndBody();
        module.BeginBody()
            .LocalGet(0).Op(Opcode.Switch, peers, pause)
            .RefFunc(peer).Op(Opcode.ContNew, peers).Resume(peers, ResumeHandler.ForSwitch(pause))
            .RefNull(HeapType.Cont).Drop().RefNull(HeapType.NoCont).Drop()
            .End();
        module.EndBody();
        module.BeginBody()
            .I32Const(1).RefFunc(worker).Op(Opcode.ContNew, started).Resume(started)
            .RefFunc(worker).Op(Opcode.ContNew, started).ResumeThrow(started, fault)
            .Drop()
            .RefNull(HeapType.Exn).RefFunc(worker).Op(Opcode.ContNew, started).ResumeThrowRef(started)
            .End();
        module.EndBody();

        // The handler's label gets what is left of the worker.
        module.BeginBody()
            .I32Const(1).RefFunc(worker).Op(Opcode.ContNew, started).Op(Opcode.ContBind, started, bound)
            .Resume(bound, ResumeHandler.ForLabel(pause, 0))
            .Drop().RefNull(HeapType.Concrete(bound))
            .End();
        module.EndBody();
        return module.ToArray();
    }
}
