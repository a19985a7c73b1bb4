using System.Text.Json.Serialization;

namespace CompileBench.Analysis.Scaling.Bytes;

/// <summary>How the cost of a byte of one shape compares with that of real modules.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ByteCostVerdict>))]
public enum ByteCostVerdict
{
    /// <summary>There is nothing to compare with, there are no bounds, or they reach over the line.</summary>
    NotKnown,

    /// <summary>The ratio is surely below <see cref="ByteCost.HighLine"/>.</summary>
    Usual,

    /// <summary>The ratio is surely above <see cref="ByteCost.HighLine"/>: small modules of this shape take as long as large real ones, whatever the exponent is.</summary>
    High,
}
