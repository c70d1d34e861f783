using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>What a task that stores something did.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StoreOutcome>))]
public enum StoreOutcome
{
    /// <summary>It was there already, equal: nothing was changed.</summary>
    Unchanged,

    /// <summary>It was not there before.</summary>
    Created,

    /// <summary>It was there with other content: it has a new version, or was changed.</summary>
    Updated,
}
