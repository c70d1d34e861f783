using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Synapse;

/// <summary>Why the change of one entity through a view failed. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The server's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<UpdateFailure>))]
public readonly record struct UpdateFailure(string Value) : IOpenEnum<UpdateFailure>
{
    /// <summary>There is no such entity.</summary>
    public static UpdateFailure NotFound => new("NOT_FOUND");

    /// <summary>The caller may not change it.</summary>
    public static UpdateFailure Unauthorized => new("UNAUTHORIZED");

    /// <summary>It changed since it was read.</summary>
    public static UpdateFailure ConcurrentUpdate => new("CONCURRENT_UPDATE");

    /// <summary>The value is not allowed.</summary>
    public static UpdateFailure IllegalArgument => new("ILLEGAL_ARGUMENT");

    /// <summary>Something else.</summary>
    public static UpdateFailure Unknown => new("UNKNOWN");

    /// <summary>The server's own word.</summary>
    public override string ToString() => Value ?? "";

    static UpdateFailure IOpenEnum<UpdateFailure>.Create(string value) => new(value);
}
