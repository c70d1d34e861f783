using System.Text.Json.Serialization;

namespace SageTasks.GuardStorm;

/// <summary>What a worker process is told on its standard input.</summary>
internal sealed record StormOrder
{
    public required string Platform { get; init; }

    public required Uri Endpoint { get; init; }

    public string? Token { get; init; }

    public long? WorkspaceId { get; init; }

    /// <summary>The submissions to make: their numbers and the work that each asks for.</summary>
    public required IReadOnlyDictionary<int, int> Submissions { get; init; }

    public required double Kill { get; init; }

    public required int Seed { get; init; }

    public required double SettleSeconds { get; init; }

    public required double HorizonSeconds { get; init; }

    public StormLedger? Ledger { get; init; }

    [JsonIgnore]
    public TimeSpan SettleTime => TimeSpan.FromSeconds(SettleSeconds);

    [JsonIgnore]
    public TimeSpan CommitHorizon => TimeSpan.FromSeconds(HorizonSeconds);
}

/// <summary>The orders and answers between the processes.</summary>
[JsonSerializable(typeof(StormOrder))]
internal sealed partial class StormJson : JsonSerializerContext;
