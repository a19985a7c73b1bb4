using System.Globalization;
using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;
using CompileBench.Modules.Wasm.Reading.Sections;

namespace CompileBench.Modules.Generation.Patterns;

/// <summary>The instructions of a module's first function as indented text, for a person to read.</summary>
public static class PatternListing
{
    /// <summary>The lines.</summary>
    /// <param name="module">The module.</param>
    /// <param name="most">The most lines; a last one says how many are left out.</param>
    public static IReadOnlyList<string> FromModule(ReadOnlySpan<byte> module, int most)
    {
        var visitor = new Lister();
        ModuleDecoder.Decode(module, visitor);
        return visitor.Lines.Count <= most ? visitor.Lines : [.. visitor.Lines.Take(most), $"... {visitor.Lines.Count - most} more"];
    }

    private static string Words(in Instruction instruction) => instruction.Info.Immediates switch
    {
        ImmediateKind.None or ImmediateKind.ZeroByte => "",
        _ when instruction.Info.Class == InstructionClass.Try && instruction.BlockType == BlockType.EmptyCode => "",
        ImmediateKind.BlockType => instruction.BlockType switch
        {
            BlockType.EmptyCode => "",
            >= 0 => string.Create(CultureInfo.InvariantCulture, $" (type {instruction.First})"),
            _ => $" (result {PatternTypes.Name(instruction.BlockType >= -5 ? (int)(-1 - instruction.BlockType) : PatternTypes.ExternRef)})",
        },
        ImmediateKind.MemoryAccess => string.Create(CultureInfo.InvariantCulture, $" offset={instruction.Third}"),
        ImmediateKind.F32 => " " + BitConverter.Int32BitsToSingle((int)instruction.First).ToString(CultureInfo.InvariantCulture),
        ImmediateKind.F64 => " " + BitConverter.Int64BitsToDouble(instruction.First).ToString(CultureInfo.InvariantCulture),
        ImmediateKind.TwoU32 => string.Create(CultureInfo.InvariantCulture, $" {instruction.First} {instruction.Second}"),
        ImmediateKind.Labels => string.Create(CultureInfo.InvariantCulture, $" of {instruction.First} labels and a default"),
        _ => string.Create(CultureInfo.InvariantCulture, $" {instruction.First}"),
    };

    private sealed class Lister : ModuleVisitor
    {
        public List<string> Lines { get; } = [];

        public override void VisitBody(in FunctionBody body)
        {
            if (body.Index > 0)
            {
                body.Check();
                return;
            }

            _ = body.ReadLocals(out var reader);
            using var instructions = new InstructionReader(reader, body.HasDataCount);
            while (instructions.MoveNext())
            {
                var instruction = instructions.Current;
                var opens = instruction.Info.Class is InstructionClass.Block or InstructionClass.Loop or InstructionClass.If or InstructionClass.Else or InstructionClass.Try ? 1 : 0;
                Lines.Add(new string(' ', 2 * Math.Max(0, instructions.Depth - opens)) + instruction.Info.Name + Words(instruction));
            }
        }
    }
}
