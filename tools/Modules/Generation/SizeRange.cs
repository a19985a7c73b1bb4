using System.Globalization;

namespace CompileBench.Modules.Generation;

/// <summary>The sizes that a shape can have, both bounds included.</summary>
/// <param name="Minimum">The smallest size.</param>
/// <param name="Maximum">The largest size, chosen so that no limit of Wasmtime's is passed.</param>
public readonly record struct SizeRange(int Minimum, int Maximum)
{
    /// <summary>Whether a size lies in the range.</summary>
    public bool Contains(int size) => size >= Minimum && size <= Maximum;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Minimum:N0} to {Maximum:N0}");
}
