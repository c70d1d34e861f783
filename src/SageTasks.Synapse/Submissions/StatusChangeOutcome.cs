using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>What setting the status of a submission did.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StatusChangeOutcome>))]
public enum StatusChangeOutcome
{
    /// <summary>It was so already, by this or an earlier call: nothing was sent.</summary>
    Unchanged,

    /// <summary>It was set.</summary>
    Changed,

    /// <summary>It has neither the status asked for nor the one to come from: somebody else took it.</summary>
    Refused,
}
