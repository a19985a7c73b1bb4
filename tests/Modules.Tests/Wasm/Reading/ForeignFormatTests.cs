using System.IO.Compression;
using System.Text;
using CompileBench.Modules.Profiling.Reference;
using CompileBench.Modules.Wasm.Reading;
using Xunit;

namespace CompileBench.Modules.Tests.Wasm.Reading;

public sealed class ForeignFormatTests
{
    private static readonly byte[] Module = ModuleBytes.OfBody(0, 0x0B);

    public static TheoryData<string, byte[]> Files => new()
    {
        { "byte order mark precedes", [0xEF, 0xBB, 0xBF, .. Module] },
        { "gzip file", Compressed(target => new GZipStream(target, CompressionLevel.Fastest)) },
        { "zip archive", Zip() },
        { "zstd file", [0x28, 0xB5, 0x2F, 0xFD, 0x04, 0x00] },
        { "xz file", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00, 0x00] },
        { "tar archive", [.. Encoding.ASCII.GetBytes("module.wasm".PadRight(257, '\0')), .. "ustar\0"u8, .. new byte[249], .. Module] },
        { "'ar' archive (.a)", [.. Encoding.ASCII.GetBytes("!<arch>\nmodule.o/       0           0     0     644     8         `\n"), .. Module] },
        { "PE file", File.ReadAllBytes(typeof(ForeignFormatTests).Assembly.Location) },
        { "ELF file", [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0] },
        { "Mach-O file", [0xCF, 0xFA, 0xED, 0xFE, 0x0C, 0, 0, 1] },
        { "Mach-O file", [0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 2] },
        { "WebAssembly text", Encoding.UTF8.GetBytes(";; made by hand\n(; a comment ;)\n  (module (func))") },
        { "WebAssembly text", Encoding.UTF8.GetBytes("\uFEFF(module)") },
        { "HTML page", "<!DOCTYPE html>"u8.ToArray() },
        { "Git LFS pointer", "version https://git-lfs.github.com/spec/v1\n"u8.ToArray() },
        { "the file is empty", [] },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Decode_FileOfAnotherFormat_NamesTheFormat(string expected, byte[] file)
    {
        var refusal = Assert.Throws<WasmDecodeException>(() => ModuleDecoder.Decode(file));

        Assert.Equal((WasmDecodeReason.BadMagic, 0), (refusal.Reason, refusal.Offset));
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.Null(ReferenceComparison.FindDifference(file));
    }

    [Fact]
    public void Decode_UnknownBytes_NamesNoFormat()
    {
        var refusal = Assert.Throws<WasmDecodeException>(() => ModuleDecoder.Decode([0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 65]));

        Assert.Equal("not a WebAssembly module: the magic number '\\0asm' is missing in the module header at byte 0 (0x0)", refusal.Message);
    }

    [Fact]
    public void Decode_TheRunningProgram_IsNamed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the running program is an ELF file on Linux alone");
        using var program = File.OpenRead(Environment.ProcessPath!);
        var start = new byte[4096];
        program.ReadExactly(start);

        Assert.Contains("ELF file", Assert.Throws<WasmDecodeException>(() => ModuleDecoder.Decode(start)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_TwoModulesInARow_SaysWhereTheSecondBegins()
    {
        foreach (var second in (byte[][])[Module, ModuleBytes.Empty, Module[..4]])
        {
            var refusal = Assert.Throws<WasmDecodeException>(() => ModuleDecoder.Decode([.. Module, .. second]));

            Assert.Equal((WasmDecodeReason.SecondModule, Module.Length), (refusal.Reason, refusal.Offset));
        }
    }

    public static TheoryData<string, byte[]> Proposals => new()
    {
        { "memory-control", ModuleBytes.OfBody(0, 0xFC, 0x12, 0, 0x0B) },
        { "custom-descriptors", ModuleBytes.OfBody(0, 0xFB, 0x20, 0, 0x0B) },
        { "stringref", ModuleBytes.OfBody(0, 0xFB, 0x80, 0x01, 0x0B) },
        { "shared-everything-threads", ModuleBytes.OfBody(0, 0xFE, 0x4F, 0, 0, 0x0B) },
        { "shared-everything-threads", new ModuleBytes().Section(1, 1, 0x65, 0x5F, 0).ToArray() },
        { "custom-descriptors", new ModuleBytes().Section(2, 1, 0, 0, 0x20, 0).ToArray() },
    };

    public static TheoryData<WasmDecodeReason, byte[]> UnknownCodes => new()
    {
        { WasmDecodeReason.IllegalOpcode, ModuleBytes.OfBody(0, 0xEF, 0x0B) },
        { WasmDecodeReason.MalformedSectionId, new ModuleBytes().Section(14).ToArray() },
        { WasmDecodeReason.MalformedTypeForm, new ModuleBytes().Section(1, 1, 0x42).ToArray() },
        { WasmDecodeReason.MalformedLimitsFlags, new ModuleBytes().Section(5, 1, 0x10, 1).ToArray() },
        { WasmDecodeReason.MalformedImportKind, new ModuleBytes().Section(2, 1, 0, 0, 0x7D).ToArray() },
        // The page size is for memories, not for tables; and a group of imports has an empty name.
        { WasmDecodeReason.MalformedLimitsFlags, new ModuleBytes().Section(4, 1, 0x70, 0x08, 1, 0).ToArray() },
        { WasmDecodeReason.MalformedImportKind, new ModuleBytes().Section(2, 1, 0, 1, (byte)'a', 0x7F, 0).ToArray() },
        { WasmDecodeReason.MalformedHandlerKind, ModuleBytes.OfBody(0, 0xE3, 0, 1, 2, 0, 0x0B) },
    };

    [Theory]
    [MemberData(nameof(UnknownCodes))]
    public void Decode_CodeWithoutAMeaning_SaysThatTheDecoderMayBeTooOld(WasmDecodeReason reason, byte[] module)
    {
        var refusal = Assert.Throws<WasmDecodeException>(() => ModuleDecoder.Decode(module));

        Assert.Equal(reason, refusal.Reason);
        Assert.Contains("newer than this decoder", refusal.Message, StringComparison.Ordinal);
        Assert.Null(ReferenceComparison.FindDifference(module));
    }

    [Theory]
    [MemberData(nameof(Proposals))]
    public void Decode_EncodingOfAnotherProposal_NamesTheProposal(string proposal, byte[] module)
    {
        var refusal = Assert.Throws<WasmDecodeException>(() => ModuleDecoder.Decode(module));

        Assert.Contains($"the proposal {proposal} is not supported", refusal.Message, StringComparison.Ordinal);
        Assert.Null(ReferenceComparison.FindDifference(module));
    }

    private static byte[] Compressed(Func<Stream, Stream> open)
    {
        using var target = new MemoryStream();
        using (var stream = open(target))
        {
            stream.Write(Module);
        }

        return target.ToArray();
    }

    private static byte[] Zip()
    {
        using var target = new MemoryStream();
        using (var archive = new ZipArchive(target, ZipArchiveMode.Create))
        {
            using var entry = archive.CreateEntry("module.wasm").Open();
            entry.Write(Module);
        }

        return target.ToArray();
    }
}
