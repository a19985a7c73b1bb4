using CompileBench.Modules.Wasm.Format;
using Xunit;

namespace CompileBench.Modules.Tests.Wasm.Reading;

public sealed class InstructionTableTests
{
    [Fact]
    public void All_ByPrefix_HasAsManyAsTheSpecificationAndProposalsList()
    {
        // Core: 0x00-0x15, 0x18-0x1C, 0x1F, 0x20-0x26, 0x28-0xC4, 0xD0-0xD6. Stack switching: 0xE0-0xE6. Vectors: 236 of SIMD and 20 relaxed ones.
        // Atomics: 4 and 0x10-0x4E. Bulk memory and tables: 18, and 4 of wide arithmetic.
        var counts = InstructionTable.All.CountBy(info => info.Opcode.ToHexadecimal()[..4]).ToDictionary();
        Assert.Equal(31, counts["0xfb"]);
        Assert.Equal(18 + 4, counts["0xfc"]);
        Assert.Equal(236 + 20, counts["0xfd"]);
        Assert.Equal(4 + 63, counts["0xfe"]);
        Assert.Equal(22 + 5 + 1 + 7 + 157 + 7 + 7, InstructionTable.All.Count(info => !info.Opcode.ToHexadecimal().Contains(' ', StringComparison.Ordinal)));
    }

    [Fact]
    public void All_Names_AreUnique() => Assert.Equal(InstructionTable.All.Length, InstructionTable.All.DistinctBy(info => info.Name).Count());

    [Theory]
    [InlineData("i32.const", "0x41", InstructionClass.Constant, ImmediateKind.I32)]
    [InlineData("i64.extend32_s", "0xc4", InstructionClass.Integer, ImmediateKind.None)]
    [InlineData("f64.reinterpret_i64", "0xbf", InstructionClass.Conversion, ImmediateKind.None)]
    [InlineData("i64.rem_u", "0x82", InstructionClass.Division, ImmediateKind.None)]
    [InlineData("i31.get_u", "0xfb 0x1e", InstructionClass.Gc, ImmediateKind.None)]
    [InlineData("i64.mul_wide_u", "0xfc 0x16", InstructionClass.Integer, ImmediateKind.None)]
    [InlineData("resume_throw", "0xe4", InstructionClass.ReferenceCall, ImmediateKind.TypeTagAndHandlers)]
    [InlineData("table.fill", "0xfc 0x11", InstructionClass.Table, ImmediateKind.U32)]
    [InlineData("f64x2.convert_low_i32x4_u", "0xfd 0xff", InstructionClass.Simd, ImmediateKind.None)]
    [InlineData("i16x8.avgr_u", "0xfd 0x9b", InstructionClass.Simd, ImmediateKind.None)]
    [InlineData("i32x4.relaxed_dot_i8x16_i7x16_add_s", "0xfd 0x113", InstructionClass.Simd, ImmediateKind.None)]
    [InlineData("i64.atomic.rmw32.cmpxchg_u", "0xfe 0x4e", InstructionClass.Atomic, ImmediateKind.MemoryAccess)]
    public void Find_ByName_GivesTheRowOfTheSpecification(string name, string opcode, InstructionClass @class, ImmediateKind immediates)
    {
        var info = InstructionTable.Find(name);
        Assert.NotNull(info);
        Assert.Equal((opcode, @class, immediates), (info.Opcode.ToHexadecimal(), info.Class, info.Immediates));
        Assert.Same(info, InstructionTable.Find(info.Opcode));
    }

    [Theory]
    [InlineData(0x16)]
    [InlineData(0xC5)]
    [InlineData(0xFF)]
    [InlineData(0xFB)]
    public void Find_ByteThatIsNoInstruction_IsNull(byte code) => Assert.Null(InstructionTable.Find((Opcode)code));

    [Theory]
    [InlineData(0xFB, 32)]
    [InlineData(0xFC, uint.MaxValue)]
    [InlineData(0xFD, 320)]
    [InlineData(0x20, 0)]
    public void TryCombine_NumberBeyondThePrefix_IsFalse(byte prefix, uint code) => Assert.False(OpcodeSpaces.TryCombine(prefix, code, out _));
}
