using System.Globalization;

namespace SageTasks.Benchmarks;

/// <summary>The outcome of one measurement, as it is printed.</summary>
internal sealed record Line
{
    /// <summary>Our side divided by the least code; null where there is nothing to compare with.</summary>
    public double? Ratio { get; init; }

    /// <summary>What the ratio must not pass.</summary>
    public double? Goal { get; init; }

    /// <summary>The particulars, <c>name=value</c>.</summary>
    public required string Details { get; init; }

    public bool IsGood => Ratio is null || Goal is null || Math.Round(Ratio.Value, 3) <= Goal;

    public override string ToString() => Ratio is { } ratio
        ? string.Create(CultureInfo.InvariantCulture, $"ratio={ratio:0.000} goal={Goal:0.00} {Details}")
        : Details;
}
