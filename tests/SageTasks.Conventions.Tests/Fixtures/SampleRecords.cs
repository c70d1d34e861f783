using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace SageTasks.Conventions.Tests.Fixtures;

public sealed record LosslessRecord
{
    public required string Name { get; init; }

    public IReadOnlyList<SurfaceRecord> Children { get; init; } = [];

    public IReadOnlyDictionary<string, DateTimeOffset?> Times { get; init; } = new Dictionary<string, DateTimeOffset?>();

    public JsonObject? Parameters { get; init; }

    public DayOfWeek Day { get; init; }

    public decimal? Amount { get; init; }

    public LosslessRecord? Parent { get; init; }

    public int Count => Children.Count;
}

public sealed record ForgetfulRecord
{
    [JsonIgnore]
    public string? Lost { get; init; }

    [JsonIgnore]
    public Func<int>? Live { get; init; }

    public string? Kept { get; init; }
}

public sealed record UnreadableRecord
{
    public UnreadableRecord(Func<int> make) => Make = make;

    public Func<int> Make { get; }
}
