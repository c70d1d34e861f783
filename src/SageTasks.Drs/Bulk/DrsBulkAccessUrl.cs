using System.Text.Json.Serialization;

namespace SageTasks.Drs;

/// <summary>One URL of a bulk answer. It may grant access by itself: <see cref="ToString"/> does not show it.</summary>
public sealed record DrsBulkAccessUrl
{
    /// <summary>The object's id.</summary>
    public string? DrsObjectId { get; init; }

    /// <summary>The access id.</summary>
    public string? DrsAccessId { get; init; }

    /// <summary>The URL.</summary>
    public string? Url { get; init; }

    /// <summary>Headers that have to go with requests to it, each as <c>Name: value</c>.</summary>
    [JsonConverter(typeof(HeaderLinesConverter))]
    public IReadOnlyList<string> Headers { get; init => field = value ?? []; } = [];

    /// <summary>The ids alone.</summary>
    public override string ToString() => $"{DrsObjectId} by {DrsAccessId}";
}
