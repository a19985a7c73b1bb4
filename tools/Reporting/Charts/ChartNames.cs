namespace CompileBench.Reporting.Charts;

/// <summary>Keeps file names apart: two foreign names may become the same once they are made safe.</summary>
internal static class ChartNames
{
    /// <summary>The charts, a later one of an already taken name with a number behind it.</summary>
    public static IReadOnlyList<Chart> MakeUnique(IEnumerable<Chart> charts)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var result = new List<Chart>();
        foreach (var chart in charts)
        {
            var name = chart.Name;
            for (var number = 2; !taken.Add(name); number++)
            {
                name = $"{chart.Name}-{number}";
            }

            result.Add(name == chart.Name ? chart : chart with { Name = name });
        }

        return result;
    }
}
