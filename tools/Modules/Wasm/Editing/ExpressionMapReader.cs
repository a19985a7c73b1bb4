using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;

namespace CompileBench.Modules.Wasm.Editing;

/// <summary>Fills a <see cref="ModuleMap"/> with the constant expressions of tables, globals and segments.</summary>
/// <param name="map">The map.</param>
/// <param name="indices">Collects the indices that expressions name.</param>
internal sealed class ExpressionMapReader(ModuleMap map, IndexCollector indices)
{
    /// <summary>Reads an expression and its end.</summary>
    /// <param name="reader">At the expression.</param>
    /// <param name="section">The section it is in.</param>
    /// <param name="type">The type of its value; null where it is an offset.</param>
    public void Read(ref ByteReader reader, SectionId section, WasmType? type)
    {
        var start = reader.Position;
        indices.ReadExpression(ref reader);
        map.Expressions.Add(new ExpressionPlace(section, new ByteRange(start, reader.Position), type));
    }
}
