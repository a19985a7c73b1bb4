using CompileBench.Reporting.Language;
using Xunit;

namespace CompileBench.Reporting.Tests.Language;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData(0.0, "0 ns")]
    [InlineData(1.0, "1.00 ns")]
    [InlineData(999.6, "1.00 µs")]
    [InlineData(1234.0, "1.23 µs")]
    [InlineData(1_234_567.0, "1.23 ms")]
    [InlineData(999_700_000.0, "1.00 s")]
    [InlineData(12_345_678_901.0, "12.3 s")]
    [InlineData(123_456_000_000.0, "123 s")]
    [InlineData(1_234_567_000_000.0, "1230 s")]
    [InlineData(-1.0, "n/a")]
    [InlineData(double.NaN, "n/a")]
    [InlineData(double.PositiveInfinity, "n/a")]
    [InlineData(null, "n/a")]
    public void Duration_AnyValue_ReadsWell(double? nanoseconds, string expected) => Assert.Equal(expected, DurationText.Format(nanoseconds));

    [Theory]
    [InlineData(1.0e6, 0.98e6, 1.02e6, "1.00 ms ± 2%")]
    [InlineData(1.0e6, 0.997e6, 1.003e6, "1.00 ms ± 0.3%")]
    [InlineData(1.0e6, 1.0e6, 1.0e6, "1.00 ms ± 0%")]
    [InlineData(1.0e6, 0.9999e6, 1.0001e6, "1.00 ms ± < 0.1%")]
    [InlineData(1.0e6, null, null, "1.00 ms")]
    [InlineData(1.0e6, 0.0, double.PositiveInfinity, "1.00 ms")]
    public void Duration_WithBounds_ShowsHalfWidth(double nanoseconds, double? lower, double? upper, string expected) =>
        Assert.Equal(expected, DurationText.Format(nanoseconds, lower, upper));

    [Theory]
    [InlineData(0.0, "0 B")]
    [InlineData(512.0, "512 B")]
    [InlineData(999.9, "1.00 KB")]
    [InlineData(1_734_656.0, "1.73 MB")]
    [InlineData(128_974_848.0, "129 MB")]
    [InlineData(null, "n/a")]
    public void ByteSize_AnyValue_ReadsWell(double? bytes, string expected) => Assert.Equal(expected, ByteSizeText.Format(bytes));

    [Theory]
    [InlineData(2.1, 1.8, 2.4, "2.1x (1.8x to 2.4x)")]
    [InlineData(2.104, 2.08, 2.13, "2.10x (2.08x to 2.13x)")]
    [InlineData(1.14, 1.02, 1.28, "1.14x (1.02x to 1.28x)")]
    [InlineData(0.4512, 0.44, 0.46, "0.45x (0.44x to 0.46x)")]
    [InlineData(1.0021, 0.9998, 1.0044, "1.002x (1.000x to 1.004x)")]
    [InlineData(117.0, 100.0, 130.0, "117x (100x to 130x)")]
    [InlineData(2.1, null, null, "2.10x")]
    [InlineData(0.0, null, null, "n/a")]
    [InlineData(null, null, null, "n/a")]
    public void Ratio_WithBounds_HasTheDecimalsItsBoundsJustify(double? ratio, double? lower, double? upper, string expected) =>
        Assert.Equal(expected, RatioText.Format(ratio, lower, upper));

    [Theory]
    [InlineData(0.476, 0.41, 0.55, "2.1x faster (1.8x to 2.4x)")]
    [InlineData(1.3, 1.2, 1.4, "1.30x slower (1.20x to 1.40x)")]
    [InlineData(1.02, 0.98, 1.06, "1.02x (0.98x to 1.06x)")]
    [InlineData(0.5, null, null, "0.50x (no bounds)")]
    public void Speed_RatioOfTimes_IsSaidTheWayPeopleSayIt(double ratio, double? lower, double? upper, string expected) =>
        Assert.Equal(expected, SpeedText.Format(ratio, lower, upper));

    [Theory]
    [InlineData(-0.004, "0%")]
    [InlineData(-0.04, "-4%")]
    [InlineData(1.3, "130%")]
    public void Percent_Whole_HasNoNegativeZero(double share, string expected) => Assert.Equal(expected, PercentText.Whole(share));
}
