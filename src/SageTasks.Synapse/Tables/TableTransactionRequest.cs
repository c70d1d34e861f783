using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>Changes of a table that take effect together or not at all. Never sent twice: the server does not tell repeats apart.</summary>
public sealed record TableTransactionRequest
{
    /// <summary>The table or view.</summary>
    public required string EntityId { get; init; }

    /// <summary>The changes, in order.</summary>
    public IReadOnlyList<TableUpdateRequest> Changes { get; init => field = value ?? []; } = [];

    /// <summary>Whether to make a version afterwards.</summary>
    public bool? CreateSnapshot { get; init; }

    /// <summary>What the version is called.</summary>
    public SnapshotRequest? SnapshotOptions { get; init; }

    /// <summary>The server's name of this kind of request.</summary>
    [JsonPropertyName("concreteType")]
    public string ConcreteType => "org.sagebionetworks.repo.model.table.TableUpdateTransactionRequest";
}
