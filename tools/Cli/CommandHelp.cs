using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace CompileBench.Cli;

/// <summary>The help of a command without the arguments of its parents, which System.CommandLine shows although a subcommand does not take them.</summary>
/// <param name="library">The help of System.CommandLine.</param>
internal sealed class CommandHelp(HelpAction library) : SynchronousCommandLineAction
{
    /// <summary>Creates the option <c>--help</c>.</summary>
    public static HelpOption CreateOption()
    {
        var option = new HelpOption();
        option.Action = new CommandHelp((HelpAction)option.Action!);
        return option;
    }

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var settings = parseResult.InvocationConfiguration;
        var output = settings.Output;
        using var written = new StringWriter();
        settings.Output = written;
        try
        {
            var exitCode = library.Invoke(parseResult);
            output.Write(ArgumentsOfParents(parseResult).Aggregate(written.ToString(), Without));
            return exitCode;
        }
        finally
        {
            settings.Output = output;
        }
    }

    // The usage line has the argument with one value or several; its description may take several lines, and may be the only one.
    private static string Without(string help, string argument)
    {
        var name = Regex.Escape(argument);
        var shorter = Regex.Replace(help, $@" \[<{name}>(\.\.\.)?\]", "");
        shorter = Regex.Replace(shorter, $@"^  <{name}>.*\n(   +.*\n)*", "", RegexOptions.Multiline);
        return Regex.Replace(shorter, @"^Arguments:\r?\n\r?\n", "", RegexOptions.Multiline);
    }

    private static IEnumerable<string> ArgumentsOfParents(ParseResult parsed)
    {
        var own = parsed.CommandResult.Command.Arguments.Select(a => a.Name).ToHashSet(StringComparer.Ordinal);
        return Parents(parsed.CommandResult).SelectMany(c => c.Arguments).Select(a => a.Name).Where(name => !own.Contains(name));
    }

    private static IEnumerable<Command> Parents(CommandResult result)
    {
        for (var parent = result.Parent as CommandResult; parent is not null; parent = parent.Parent as CommandResult)
        {
            yield return parent.Command;
        }
    }
}
