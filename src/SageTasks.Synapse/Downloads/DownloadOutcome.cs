using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>What a download did.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DownloadOutcome>))]
public enum DownloadOutcome
{
    /// <summary>An equal file was there: nothing came over the wire.</summary>
    Unchanged,

    /// <summary>The file was brought, or the rest of it.</summary>
    Downloaded,
}
