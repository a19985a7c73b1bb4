using System.CommandLine;
using CompileBench.Results.Quantities;

namespace CompileBench.CommandLine.Options;

/// <summary>An option whose value is a size such as <c>200MB</c>, in bytes; null where it is not given.</summary>
public sealed class SizeOption : Option<long?>
{
    /// <summary>Declares the option.</summary>
    /// <param name="name">The name, with its dashes.</param>
    /// <param name="description">What help says, with the default in words.</param>
    public SizeOption(string name, string description)
        : base(name)
    {
        Description = description;
        HelpName = "SIZE";
        CustomParser = argument =>
        {
            var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
            if (QuantityText.TryParseSize(text, out var bytes))
            {
                return bytes;
            }

            argument.AddError($"{name} '{text}' is not a size: write a number and KB, MB, GB, KiB, MiB or GiB, such as 200MB");
            return null;
        };
    }
}
