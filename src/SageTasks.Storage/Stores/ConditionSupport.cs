using System.Text.Json.Serialization;

namespace SageTasks.Storage;

/// <summary>Whether a store keeps to the condition of a write.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ConditionSupport>))]
public enum ConditionSupport
{
    /// <summary>It can't.</summary>
    None,

    /// <summary>Its protocol has the condition, but servers exist that ignore it: <see cref="StoreProbe"/> finds out.</summary>
    Unproven,

    /// <summary>It does.</summary>
    Honoured,
}
