using System.Globalization;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Benchmarks.Suite.Output;

/// <summary>One compile of a preflight.</summary>
/// <param name="Case">Which case.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Nanoseconds">Its time; a lower bound where it timed out; null where it has none.</param>
internal sealed record PreflightCase(MeasuredCase Case, OutcomeKind Outcome, double? Nanoseconds);

/// <summary>
/// Answers which modules compile longer than a limit, from one compile of each case. Several compile at the same time, so a time is known roughly only:
/// what is within a quarter of the limit is called near and must be measured.
/// </summary>
/// <param name="limit">The limit of one compile, in nanoseconds.</param>
/// <param name="limitText">What the limit is, for the first line.</param>
internal sealed class PreflightAnswer(double limit, string limitText)
{
    /// <summary>How many times the limit a compile may take before it is killed; what reaches this is over the limit without doubt.</summary>
    public const double KillFactor = 1.25;

    private const int MostLines = 60;
    private const int BelowShown = 5;
    private const int MostNamed = 10;

    /// <summary>Whether a case is over the limit or did not end well. A module that an engine or a setting refuses is neither.</summary>
    public static bool IsNegative(PreflightCase one) => IsOver(one) || one.Outcome is OutcomeKind.OutOfMemory or OutcomeKind.Crashed or OutcomeKind.Trapped or OutcomeKind.ToolFailed;

    /// <summary>The answer first, then the cases, the nearest to the limit first, and what to do last.</summary>
    public IReadOnlyList<string> Lines(IReadOnlyList<PreflightCase> cases)
    {
        var near = cases.Where(IsNear).OrderBy(Distance).ThenBy(c => c.Case.ToString(), StringComparer.Ordinal).ToList();
        var over = cases.Where(IsOver).OrderBy(c => c.Case.ToString(), StringComparer.Ordinal).ToList();
        var below = cases.Where(c => c.Outcome == OutcomeKind.Completed && !IsNear(c)).OrderByDescending(c => c.Nanoseconds).ToList();
        var other = cases.Where(c => c.Outcome is not (OutcomeKind.Completed or OutcomeKind.TimedOut)).ToList();
        List<string> listed =
        [
            .. near.Select(c => $"near   {Name(c)}  {DurationText.Format(c.Nanoseconds)}"),
            .. over.Select(c => $"over   {Name(c)}  {DurationText.AtLeast(c.Nanoseconds)}{(Remedy(c, below) is { } help ? $"; {DurationText.Format(help.Nanoseconds)} under {help.Case.Settings}" : "")}"),
            .. other.Where(c => c.Outcome != OutcomeKind.Rejected).Select(c => $"{c.Outcome.Describe().Name}   {Name(c)}"),
            .. below.Take(BelowShown).Select(c => $"below  {Name(c)}  {DurationText.Format(c.Nanoseconds)}"),
        ];
        return
        [
            Answer(cases, over, near),
            .. listed.Take(MostLines),
            .. listed.Count > MostLines ? [$"and {listed.Count - MostLines} more"] : Array.Empty<string>(),
            .. other.Count(c => c.Outcome == OutcomeKind.Rejected) is > 0 and var rejected ? [$"rejected: {Count(rejected, "case")}, which have no time"] : Array.Empty<string>(),
            Next(over, near, below, [.. other.Where(c => c.Outcome != OutcomeKind.Rejected)]),
        ];
    }

    private string Answer(IReadOnlyList<PreflightCase> cases, List<PreflightCase> over, List<PreflightCase> near)
    {
        var modules = Modules(cases).Count;
        var overModules = Modules(over);
        var nearModules = Modules(near).Except(overModules).Count();
        var settings = cases.Select(c => c.Case.Settings).Distinct().ToList();
        var where = settings.Count == 1 ? $"under {settings[0]}" : $"under at least one of {settings.Count} settings";
        return $"{overModules.Count} of {Count(modules, "module")} {(modules == 1 || overModules.Count == 1 ? "exceeds" : "exceed")} {limitText} {where}, {nearModules} {(nearModules == 1 ? "is" : "are")} near it, {modules - overModules.Count - nearModules} {(modules - overModules.Count - nearModules == 1 ? "stays" : "stay")} below";
    }

    // The last line is always something to do, also where every module is well below the limit.
    private static string Next(List<PreflightCase> over, List<PreflightCase> near, List<PreflightCase> below, List<PreflightCase> failed)
    {
        var steps = new List<string>();
        var helped = over.Where(c => Remedy(c, below) is not null).ToList();
        if (helped.Count > 0)
        {
            steps.Add($"compile {List(Modules(helped))} under the settings named above");
        }

        if (Modules(over).Except(Modules(helped)).ToList() is { Count: > 0 } hopeless)
        {
            steps.Add($"leave out {List(hopeless)} or raise the limit");
        }

        if (failed.Count > 0)
        {
            steps.Add($"see why it failed: --module {string.Join(' ', Modules(failed).Take(MostNamed))} without --preflight-only records the message");
        }

        if (near.Count > 0)
        {
            steps.Add($"measure what is near: --module {string.Join(' ', Modules(near).Take(MostNamed))} --settings {string.Join(',', near.Select(c => c.Case.Settings).Distinct())} without --preflight-only");
        }

        return $"next: {(steps.Count == 0 ? "measure the times with the same command without --preflight-only" : string.Join("; ", steps))}";
    }

    private static PreflightCase? Remedy(PreflightCase one, List<PreflightCase> below) => below
        .Where(c => c.Case.Module == one.Case.Module && c.Case.Engine == one.Case.Engine && c.Case.Operation == one.Case.Operation)
        .MinBy(c => SettingNames.DistanceFromBaseline(c.Case.Settings));

    private static bool IsOver(PreflightCase one) => one.Outcome == OutcomeKind.TimedOut;

    private bool IsNear(PreflightCase one) => one.Outcome == OutcomeKind.Completed && one.Nanoseconds >= limit / KillFactor;

    private double Distance(PreflightCase one) => Math.Abs(Math.Log(one.Nanoseconds!.Value / limit));

    private static List<string> Modules(IEnumerable<PreflightCase> cases) => [.. cases.Select(c => c.Case.Module).Distinct()];

    private static string List(IReadOnlyList<string> modules) =>
        modules.Count <= 5 ? string.Join(", ", modules) : $"{string.Join(", ", modules.Take(5))} and {modules.Count - 5} more";

    private static string Name(PreflightCase one) => $"{one.Case.Module} {one.Case.Settings} {one.Case.Engine}";

    private static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
