using System.Collections.Specialized;
using System.Text.Json.Nodes;

namespace SageTasks.Tower.Tests.Stubs;

internal sealed record StubRequest(string Method, string Path, NameValueCollection Query, string Body, string? Token)
{
    public string RawQuery { get; init; } = "";

    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();
}
