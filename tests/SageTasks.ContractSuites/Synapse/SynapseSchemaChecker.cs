using System.Text.Json;

namespace SageTasks.ContractSuites;

/// <summary>
/// Holds traffic with a Synapse server against the server's own JSON schemas and endpoint list in <see cref="Specs"/>: paths, statuses,
/// property names, types, enumerations and concrete types.
/// </summary>
public sealed class SynapseSchemaChecker
{
    /// <summary>What <see cref="SpecFactAttribute"/> needs for this checker.</summary>
    public const string Schemas = "synapse/schema";

    /// <summary>What <see cref="SpecFactAttribute"/> needs for this checker.</summary>
    public const string Endpoints = "synapse/endpoints.txt";

    private readonly SynapseEndpointList _endpoints = SynapseEndpointList.Load(Specs.Read(Endpoints));
    private readonly SynapseSchemaSet _schemas = SynapseSchemaSet.Load(Specs.PathOf(Schemas));

    private SynapseSchemaChecker()
    {
    }

    /// <summary>The checker; null where the specifications are not there.</summary>
    public static SynapseSchemaChecker? Instance { get; } = Specs.WhyNot(Schemas, Endpoints) is null ? new SynapseSchemaChecker() : null;

    /// <summary>What is wrong with a request.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path without the query.</param>
    /// <param name="body">The JSON body; empty for none.</param>
    public IReadOnlyList<string> CheckRequest(string method, string path, ReadOnlyMemory<byte> body)
    {
        if (_endpoints.Find(method, path) is not { } endpoint)
        {
            return [$"{method} {path}: Synapse has no such endpoint."];
        }

        if (endpoint.BodyType is null || body.IsEmpty)
        {
            return [];
        }

        return Check(body, endpoint.BodyType, endpoint, $"{method} {endpoint.Path} request", isAnswer: false);
    }

    /// <summary>What is wrong with an answer.</summary>
    /// <param name="method">The request's method.</param>
    /// <param name="path">The request's path without the query.</param>
    /// <param name="status">The status.</param>
    /// <param name="mediaType">The media type; null without a body.</param>
    /// <param name="body">The body; empty for none.</param>
    public IReadOnlyList<string> CheckAnswer(string method, string path, int status, string? mediaType, ReadOnlyMemory<byte> body)
    {
        if (_endpoints.Find(method, path) is not { } endpoint)
        {
            return status == 404 ? [] : [$"{method} {path}: Synapse has no such endpoint, but the answer is {status}."];
        }

        var title = $"{method} {endpoint.Path} answer {status}";
        if (status >= 400)
        {
            return mediaType == "application/json" ? Check(body, "ErrorResponse", endpoint, title, isAnswer: true) : [];
        }

        if (status == 202 && endpoint.IsJobResult)
        {
            return Check(body, "AsynchronousJobStatus", endpoint, title, isAnswer: true);
        }

        if (endpoint.Status is { } expected && status != expected)
        {
            return [$"{title}: the success status is {expected}."];
        }

        if (body.IsEmpty || mediaType != "application/json")
        {
            return [];
        }

        return Check(body, endpoint.AnswerType, endpoint, title, isAnswer: true);
    }

    private List<string> Check(ReadOnlyMemory<byte> body, string type, SynapseEndpoint endpoint, string title, bool isAnswer)
    {
        using var json = JsonDocument.Parse(body);
        var check = new SynapseSchemaCheck(_schemas, isAnswer);
        check.Check(json.RootElement, type, endpoint.Controller, title);
        return check.Violations;
    }
}
