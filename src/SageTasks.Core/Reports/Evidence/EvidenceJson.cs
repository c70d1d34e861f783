using System.Text.Json;
using System.Text.Json.Serialization;
using SageTasks.Runs;

namespace SageTasks.Reports;

/// <summary>The JSON of evidence records: words instead of numbers, for people and for programs in other languages.</summary>
internal static class EvidenceJson
{
    public static RunsJson Context { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters =
        {
            new JsonStringEnumConverter<SubmissionOutcome>(),
            new JsonStringEnumConverter<RunState>(),
            new JsonStringEnumConverter<RunChangeKind>(),
            new JsonStringEnumConverter<CandidateRole>(),
            new JsonStringEnumConverter<InputIdentity>(),
        },
    });
}
