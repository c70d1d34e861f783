using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Cavatica;

/// <summary>Where a task stands. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The platform's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<CavaticaTaskStatus>))]
public readonly record struct CavaticaTaskStatus(string? Value) : IOpenEnum<CavaticaTaskStatus>
{
    /// <summary>It was made and costs nothing yet.</summary>
    public static CavaticaTaskStatus Draft { get; } = new("DRAFT");

    /// <summary>A batch makes its children.</summary>
    public static CavaticaTaskStatus Creating { get; } = new("CREATING");

    /// <summary>It waits for instances.</summary>
    public static CavaticaTaskStatus Queued { get; } = new("QUEUED");

    /// <summary>It runs.</summary>
    public static CavaticaTaskStatus Running { get; } = new("RUNNING");

    /// <summary>It was asked to stop.</summary>
    public static CavaticaTaskStatus Aborting { get; } = new("ABORTING");

    /// <summary>It is done.</summary>
    public static CavaticaTaskStatus Completed { get; } = new("COMPLETED");

    /// <summary>It failed.</summary>
    public static CavaticaTaskStatus Failed { get; } = new("FAILED");

    /// <summary>It was stopped.</summary>
    public static CavaticaTaskStatus Aborted { get; } = new("ABORTED");

    /// <summary>The platform's own word; null in a default value.</summary>
    public string? Value { get; } = Value;

    /// <summary>Makes a value from the platform's word, known or not.</summary>
    public static CavaticaTaskStatus Create(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? string.Empty;
}
