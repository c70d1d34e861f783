using System.Text.Json.Serialization;

namespace RoundTrip.Pipelines;

/// <summary>What can be said about the reads of one sample without aligning them.</summary>
internal sealed record ReadStatistics
{
    public required string Sample { get; init; }

    public required long Reads { get; init; }

    public required long Bases { get; init; }

    /// <summary>G and C among the bases that were called, in percent.</summary>
    public required double GcPercent { get; init; }

    /// <summary>The mean of the Phred scores of all bases.</summary>
    public required double MeanQuality { get; init; }

    /// <summary>Bases with a Phred score of 30 or more, in percent.</summary>
    public required double Q30Percent { get; init; }

    public required SortedDictionary<int, long> Lengths { get; init; }

    /// <summary>The mean Phred score at each position of the reads.</summary>
    public required IReadOnlyList<double> QualityByPosition { get; init; }
}

/// <summary>The JSON that the tasks of the pipelines write and read.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ReadStatistics))]
internal sealed partial class ReadStatisticsJson : JsonSerializerContext;
