using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Synapse;

/// <summary>Whether a job runs. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The server's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<AsyncJobState>))]
public readonly record struct AsyncJobState(string Value) : IOpenEnum<AsyncJobState>
{
    /// <summary>It runs, or waits to.</summary>
    public static AsyncJobState Processing => new("PROCESSING");

    /// <summary>It failed.</summary>
    public static AsyncJobState Failed => new("FAILED");

    /// <summary>Its result can be read.</summary>
    public static AsyncJobState Complete => new("COMPLETE");

    /// <summary>The server's own word.</summary>
    public override string ToString() => Value ?? "";

    static AsyncJobState IOpenEnum<AsyncJobState>.Create(string value) => new(value);
}
