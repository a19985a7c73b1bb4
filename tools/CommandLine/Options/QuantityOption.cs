using System.CommandLine;

namespace CompileBench.CommandLine.Options;

/// <summary>Reads a quantity from its text.</summary>
/// <typeparam name="T">The type of the quantity.</typeparam>
internal delegate bool QuantityParser<T>(string text, out T value);

/// <summary>An option whose value is a number with a unit; null where it is not given.</summary>
/// <typeparam name="T">The type of the quantity.</typeparam>
public abstract class QuantityOption<T> : Option<T?>
    where T : struct
{
    /// <summary>Declares the option.</summary>
    /// <param name="name">The name, with its dashes.</param>
    /// <param name="description">What help says, with the default in words.</param>
    /// <param name="valueName">What help calls the value.</param>
    /// <param name="tryParse">Reads the value.</param>
    /// <param name="form">What a value is and how to write one, for the message about a wrong one.</param>
    private protected QuantityOption(string name, string description, string valueName, QuantityParser<T> tryParse, string form)
        : base(name)
    {
        Description = description;
        HelpName = valueName;
        CustomParser = argument =>
        {
            var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
            if (tryParse(text, out var value))
            {
                return value;
            }

            argument.AddError($"{name} '{text}' is not {form}");
            return null;
        };
    }
}
