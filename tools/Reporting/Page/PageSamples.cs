using System.Globalization;
using System.Text;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Page;

/// <summary>A case's samples as a short text: 150,000 of them have to fit into a page of 3 MB.</summary>
internal static class PageSamples
{
    /// <summary>
    /// <c>UNIT|a,b;c,d</c>: whole multiples of UNIT nanoseconds of one compile, launches parted by semicolons, a cold one marked with <c>c</c>.
    /// The unit is the power of ten that leaves the largest value five digits.
    /// </summary>
    public static string Pack(IReadOnlyList<CompileTimeSample> samples)
    {
        if (samples.Count == 0)
        {
            return "";
        }

        var largest = samples.Max(s => s.NanosecondsPerOperation);
        var unit = Math.Pow(10, Math.Max(-3, Math.Floor(Math.Log10(Math.Max(largest, 1e-3))) - 4));
        var text = new StringBuilder().Append(unit.ToString("R", CultureInfo.InvariantCulture)).Append('|');
        int? launch = null;
        foreach (var sample in samples.OrderBy(s => s.Launch).ThenBy(s => s.Kind).ThenBy(s => s.Iteration))
        {
            if (launch is not null)
            {
                text.Append(sample.Launch == launch ? ',' : ';');
            }

            launch = sample.Launch;
            text.Append(sample.Kind == SampleKind.Cold ? "c" : "").Append((long)Math.Round(sample.NanosecondsPerOperation / unit));
        }

        return text.ToString();
    }
}
