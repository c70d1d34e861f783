using System.Text.Json.Nodes;

namespace SageTasks.Tests.Runs.Guard;

public sealed record MemoryRequest
{
    public required string Revision { get; init; }

    public required JsonObject Parameters { get; init; }

    public IReadOnlyList<string> Profiles { get; init; } = [];
}
