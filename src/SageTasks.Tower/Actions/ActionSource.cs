using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Tower;

/// <summary>What sets an action off. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The platform's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<ActionSource>))]
public readonly record struct ActionSource(string? Value) : IOpenEnum<ActionSource>
{
    /// <summary>A push.</summary>
    public static ActionSource GitHub { get; } = new("github");

    /// <summary>A call.</summary>
    public static ActionSource Tower { get; } = new("tower");

    /// <summary>A file that appears.</summary>
    public static ActionSource Bucket { get; } = new("bucket");

    /// <summary>A schedule.</summary>
    public static ActionSource Cron { get; } = new("cron");

    /// <summary>The platform's own word; null in a default value.</summary>
    public string? Value { get; } = Value;

    /// <summary>Makes a value from the platform's word, known or not.</summary>
    public static ActionSource Create(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? string.Empty;
}
