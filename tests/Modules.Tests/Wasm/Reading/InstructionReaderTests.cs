using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;
using Xunit;

namespace CompileBench.Modules.Tests.Wasm.Reading;

public sealed class InstructionReaderTests
{
    [Fact]
    public void MoveNext_NestedBlocks_EndsWithTheExpression()
    {
        Assert.Equal(
            ["block", "loop", "br_if", "end", "end", "if", "else", "end", "end"],
            Names(0x02, 0x40, 0x03, 0x7F, 0x0D, 1, 0x0B, 0x0B, 0x04, 0, 0x05, 0x0B, 0x0B));
    }

    [Fact]
    public void MoveNext_LegacyExceptions_FollowsTheirParts()
    {
        Assert.Equal(
            ["try", "catch", "rethrow", "catch_all", "end", "try", "delegate", "end"],
            Names(0x06, 0x40, 0x07, 0, 0x09, 0, 0x19, 0x0B, 0x06, 0x40, 0x18, 0, 0x0B));
    }

    [Fact]
    public void Current_Immediates_AreWhereTheirKindSays()
    {
        byte[] bytes = [0x28, 0x42, 0x03, 0x80, 0x01, 0x0E, 2, 0, 1, 2, 0x1F, 0x40, 2, 0, 5, 1, 2, 0, 0x0B, 0xFD, 0x54, 0, 9, 7, 0x0B];
        using var reader = new InstructionReader(new ByteReader(bytes, 0, SectionId.Code), hasDataCount: false);

        Assert.True(reader.MoveNext());
        Assert.Equal((2L, 3L, 128UL), (reader.Current.First, reader.Current.Second, reader.Current.Third));

        Assert.True(reader.MoveNext());
        Assert.Equal(2, reader.Current.First);
        Assert.Equal([0, 1, 2], reader.Current.Bytes.ToArray());

        Assert.True(reader.MoveNext());
        Assert.Equal((-64L, 2L), (reader.Current.BlockType, reader.Current.Second));
        Assert.Equal([0, 5, 1, 2, 0], reader.Current.Bytes.ToArray());
        Assert.Equal(1, reader.Depth);

        Assert.True(reader.MoveNext());
        Assert.True(reader.MoveNext());
        Assert.Equal((19, "v128.load8_lane", 9UL), (reader.Current.Offset, reader.Current.Info.Name, reader.Current.Third));
        Assert.Equal([7], reader.Current.Bytes.ToArray());
    }

    public static TheoryData<string, byte[], WasmDecodeReason, int> Malformed => new()
    {
        { "an else in a block", [0x02, 0x40, 0x05, 0x0B, 0x0B], WasmDecodeReason.MisplacedOpcode, 2 },
        { "two elses", [0x04, 0x40, 0x05, 0x05, 0x0B, 0x0B], WasmDecodeReason.MisplacedOpcode, 3 },
        { "a catch outside a try", [0x07, 0, 0x0B], WasmDecodeReason.MisplacedOpcode, 0 },
        { "a catch behind catch_all", [0x06, 0x40, 0x19, 0x07, 0, 0x0B, 0x0B], WasmDecodeReason.MisplacedOpcode, 3 },
        { "a delegate behind a catch", [0x06, 0x40, 0x07, 0, 0x18, 0, 0x0B], WasmDecodeReason.MisplacedOpcode, 4 },
        { "a catch in a try_table", [0x1F, 0x40, 0, 0x07, 0, 0x0B, 0x0B], WasmDecodeReason.MisplacedOpcode, 3 },
        { "no end", [0x02, 0x40, 0x0B], WasmDecodeReason.EndExpected, 3 },
        { "an unused byte", [0xC5, 0x0B], WasmDecodeReason.IllegalOpcode, 0 },
        { "an unused vector opcode", [0xFD, 0x9A, 0x01, 0x0B], WasmDecodeReason.IllegalOpcode, 0 },
        { "memory flags with a bit too many", [0x28, 0x80, 0x01, 0, 0x0B], WasmDecodeReason.MalformedMemoryFlags, 1 },
        { "a fence that is reserved", [0xFE, 0x03, 1, 0x0B], WasmDecodeReason.MalformedReservedByte, 2 },
        { "a cast with unknown flags", [0xFB, 0x18, 4, 0, 0x70, 0x70, 0x0B], WasmDecodeReason.MalformedCastFlags, 2 },
        { "a catch clause of no kind", [0x1F, 0x40, 1, 4, 0, 0x0B, 0x0B], WasmDecodeReason.MalformedCatchKind, 3 },
        { "a block of a packed type", [0x02, 0x78, 0x0B, 0x0B], WasmDecodeReason.MalformedValueType, 1 },
        { "a null of no heap type", [0xD0, 0x7F, 0x0B], WasmDecodeReason.MalformedHeapType, 1 },
        { "data.drop without a data count", [0xFC, 0x09, 0, 0x0B], WasmDecodeReason.DataCountRequired, 2 },
        { "four billion labels", [0x0E, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0, 0x0B], WasmDecodeReason.LimitExceeded, 1 },
        { "a shuffle cut short", [0xFD, 0x0D, 1, 2, 3], WasmDecodeReason.UnexpectedEnd, 2 },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void MoveNext_Malformed_SaysWhyAndWhere(string what, byte[] bytes, WasmDecodeReason reason, int offset)
    {
        var refusal = Assert.Throws<WasmDecodeException>(() => _ = Names(bytes));
        Assert.True((reason, offset) == (refusal.Reason, refusal.Offset), $"{what}: {refusal.Message}");
    }

    [Theory]
    [InlineData(WasmDecodeReason.BodySizeMismatch, 0, 0x0B, 0x01)]
    [InlineData(WasmDecodeReason.EndExpected, 0, 0x01)]
    [InlineData(WasmDecodeReason.LimitExceeded, 2, 0xD0, 0x86, 0x03, 0x7F, 0x01, 0x7F, 0x0B)]
    [InlineData(WasmDecodeReason.UnexpectedEnd, 0x7F)]
    public void Decode_MalformedBody_SaysWhy(WasmDecodeReason reason, params int[] body)
    {
        var module = ModuleBytes.OfBody([.. body.Select(b => (byte)b)]);
        Assert.Equal(reason, Assert.Throws<WasmDecodeException>(() => ModuleDecoder.Decode(module)).Reason);
    }

    [Fact]
    public void MoveNext_MillionInstructions_AllocatesNothingForThem()
    {
        var bytes = Enumerable.Repeat((byte)0x01, 1_000_000).Append((byte)0x0B).ToArray();
        Count(bytes.AsSpan(999_000));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Count(bytes);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000);
    }

    private static int Count(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        foreach (var instruction in new InstructionReader(new ByteReader(bytes, 0, SectionId.Code), hasDataCount: false))
        {
            count += instruction.Info.Pushes + 1;
        }

        return count;
    }

    private static List<string> Names(params byte[] bytes)
    {
        var names = new List<string>();
        foreach (var instruction in new InstructionReader(new ByteReader(bytes, 0, SectionId.Code), hasDataCount: false))
        {
            names.Add(instruction.Info.Name);
        }

        return names;
    }
}
