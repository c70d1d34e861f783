using System.Text.Json.Nodes;

namespace SageTasks.Tes.Tests.Stubs;

internal sealed record StubRequest(string Method, string Path, string Query, string Body, string? Authorization)
{
    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();

    public string? Parameter(string name) => System.Web.HttpUtility.ParseQueryString(Query)[name];
}
