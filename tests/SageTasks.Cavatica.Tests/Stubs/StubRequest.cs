using System.Text.Json.Nodes;

namespace SageTasks.Cavatica.Tests.Stubs;

/// <summary>A request as the stub received it.</summary>
internal sealed record StubRequest(string Method, string Path, string Query, string Body, string? Token, string? Advance)
{
    public string Line => $"{Method} {Path}{Uri.UnescapeDataString(Query)}";

    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();
}
