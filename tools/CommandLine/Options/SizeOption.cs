using CompileBench.Results.Quantities;

namespace CompileBench.CommandLine.Options;

/// <summary>An option whose value is a size such as <c>200MB</c>, in bytes; null where it is not given.</summary>
/// <param name="name">The name, with its dashes.</param>
/// <param name="description">What help says, with the default in words.</param>
public sealed class SizeOption(string name, string description)
    : QuantityOption<long>(name, description, "SIZE", QuantityText.TryParseSize, "a size: write a number and KB, MB, GB, KiB, MiB or GiB, such as 200MB");
