using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Writing;
using Xunit;

namespace CompileBench.Modules.Tests.Generation;

public class ModuleAssemblerTests
{
    [Fact]
    public void ToArray_OfOneFunction_IsTheBinaryFormat()
    {
        using var module = new ModuleAssembler();
        var function = module.DeclareFunction(module.FunctionType([WasmType.I32], [WasmType.I32]));
        module.BeginBody(new LocalGroup(2, WasmType.I64)).LocalGet(0).I32Const(-1).Op(Opcode.I32Add).End();
        module.EndBody();
        module.Export("f", ExternalKind.Function, function);

        Assert.Equal(
            "0061736D01000000" + "0106" + "0160017F017F" + "0302" + "0100" + "0705" + "01016600" + "00" + "0A0B" + "01" + "09" + "01027E" + "2000417F6A0B",
            Convert.ToHexString(module.ToArray()));
    }

    [Fact]
    public void ToArray_WithoutABody_IsRefused()
    {
        using var module = new ModuleAssembler();
        module.DeclareFunction(module.FunctionType([], []));
        Assert.Throws<InvalidOperationException>(module.ToArray);
    }

    [Fact]
    public void ImportFunction_AfterADeclaration_IsRefused()
    {
        using var module = new ModuleAssembler();
        var type = module.FunctionType([], []);
        module.DeclareFunction(type);
        Assert.Throws<InvalidOperationException>(() => module.ImportFunction("late", type));
    }
}
