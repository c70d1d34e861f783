using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Cavatica;

/// <summary>Where an import or export stands. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The platform's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<TransferState>))]
public readonly record struct TransferState(string? Value) : IOpenEnum<TransferState>
{
    /// <summary>It waits.</summary>
    public static TransferState Pending { get; } = new("PENDING");

    /// <summary>It works.</summary>
    public static TransferState Running { get; } = new("RUNNING");

    /// <summary>It is done.</summary>
    public static TransferState Completed { get; } = new("COMPLETED");

    /// <summary>It failed; the error says why.</summary>
    public static TransferState Failed { get; } = new("FAILED");

    /// <summary>The platform's own word; null in a default value.</summary>
    public string? Value { get; } = Value;

    /// <summary>Makes a value from the platform's word, known or not.</summary>
    public static TransferState Create(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? string.Empty;
}
