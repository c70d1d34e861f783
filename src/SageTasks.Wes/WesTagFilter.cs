using System.Text.Json.Serialization;

namespace SageTasks.Wes;

/// <summary>How a server filters lists of runs by tags. The specification has no filter; some servers have one of their own.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WesTagFilter>))]
public enum WesTagFilter
{
    /// <summary>It does not.</summary>
    None,

    /// <summary><c>?tags=key:value</c>, repeated for each tag: sapporo-service.</summary>
    Tags,

    /// <summary><c>?filters={"tags":{"key":"value"}}</c>: NGS360.</summary>
    Filters,

    /// <summary><c>?tag=key:value</c>, repeated for each tag: DNAstack.</summary>
    Tag,
}
