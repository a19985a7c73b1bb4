using System.CommandLine;
using CompileBench.Analysis.Policy;
using CompileBench.Measuring;
using CompileBench.Modules.Catalog;

namespace CompileBench.CommandLine.Options;

/// <summary><c>--fail-on</c> of commands that judge a run: which findings give exit code 1.</summary>
public sealed class FailOnOption : Option<string?>
{
    private const string Nothing = "none";

    /// <summary>Declares the option.</summary>
    /// <param name="default">What is used without it, in words.</param>
    public FailOnOption(string @default)
        : base("--fail-on") =>
        Description = $"what gives exit code 1, comma-separated: {string.Join(", ", RunFailures.Names.Select(n => n.Name))} or {Nothing} (default: {@default})";

    /// <summary>The kinds that a command line names; null where it names none.</summary>
    /// <exception cref="UsageException">A kind is not known.</exception>
    public IReadOnlySet<RunFailure>? Read(ParseResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var text = result.GetValue(this);
        var words = text?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words is [Nothing] ? new HashSet<RunFailure>() : words?.Select(Find).ToHashSet();
    }

    private RunFailure Find(string word)
    {
        var names = RunFailures.Names.Select(n => n.Name).ToList();
        var at = names.IndexOf(word);
        return at >= 0
            ? RunFailures.Names[at].Failure
            : throw new UsageException($"{Name} '{word}' is not known: {string.Join(", ", names)} or {Nothing}{NearestNames.Suggestion(word, names)}");
    }
}
