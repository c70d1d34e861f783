using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Cavatica;

/// <summary>Where a background job stands. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The platform's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<CavaticaJobState>))]
public readonly record struct CavaticaJobState(string? Value) : IOpenEnum<CavaticaJobState>
{
    /// <summary>It waits.</summary>
    public static CavaticaJobState Submitted { get; } = new("SUBMITTED");

    /// <summary>It finds out which files there are.</summary>
    public static CavaticaJobState Resolving { get; } = new("RESOLVING");

    /// <summary>It works.</summary>
    public static CavaticaJobState Running { get; } = new("RUNNING");

    /// <summary>It has ended; each item tells its own result.</summary>
    public static CavaticaJobState Finished { get; } = new("FINISHED");

    /// <summary>The platform's own word; null in a default value.</summary>
    public string? Value { get; } = Value;

    /// <summary>Makes a value from the platform's word, known or not.</summary>
    public static CavaticaJobState Create(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? string.Empty;
}
