using System.Text.Json.Serialization;

namespace SageTasks.Storage;

/// <summary>How a store takes a large object in parts.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MultipartSupport>))]
public enum MultipartSupport
{
    /// <summary>Only whole.</summary>
    None,

    /// <summary>Part after part, in order.</summary>
    Sequential,

    /// <summary>In any order, several at a time.</summary>
    Parallel,
}
