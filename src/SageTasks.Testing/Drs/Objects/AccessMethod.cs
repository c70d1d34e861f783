using System.Text.Json;

namespace SageTasks.Testing.Drs;

/// <summary>An access method as a client registers it.</summary>
internal sealed record AccessMethod
{
    public string? Type { get; init; }

    public AccessUrl? AccessUrl { get; init; }

    public string? AccessId { get; init; }

    public string? Region { get; init; }

    public string? Cloud { get; init; }

    public bool? Available { get; init; }

    public JsonElement? Authorizations { get; init; }
}
