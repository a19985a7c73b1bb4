using System.CommandLine;
using CompileBench.Results.Quantities;

namespace CompileBench.CommandLine.Options;

/// <summary>An option whose value is a duration, such as <c>500ms</c>, <c>3s</c> or <c>10m</c>; null where it is not given.</summary>
public sealed class TimeOption : Option<TimeSpan?>
{
    /// <summary>Declares the option.</summary>
    /// <param name="name">The name, with its dashes.</param>
    /// <param name="description">What help says, with the default in words.</param>
    public TimeOption(string name, string description)
        : base(name)
    {
        Description = description;
        HelpName = "TIME";
        CustomParser = argument =>
        {
            var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
            if (QuantityText.TryParseTime(text, out var time))
            {
                return time;
            }

            argument.AddError(Fault(name, text));
            return null;
        };
    }

    /// <summary>Why a text is not a duration, and how to write one.</summary>
    internal static string Fault(string name, string text) => $"{name} '{text}' is not a duration: write a number and ms, s, m or h, such as 60s";
}
