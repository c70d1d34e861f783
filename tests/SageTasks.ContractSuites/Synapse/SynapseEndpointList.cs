namespace SageTasks.ContractSuites;

/// <summary>The server's endpoints, as its list has them: one a line, fields between bars.</summary>
internal sealed class SynapseEndpointList
{
    private readonly List<SynapseEndpoint> _endpoints;

    private SynapseEndpointList(List<SynapseEndpoint> endpoints) => _endpoints = endpoints;

    public static SynapseEndpointList Load(string text) => new(
    [
        .. text.Split('\n').Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Where(f => f.Length >= 6)
            .Select(f => new SynapseEndpoint(f[0], f[1], f[2], StatusOf(f[3]), f[4], f[5].Length == 0 ? null : f[5])),
    ]);

    /// <summary>The endpoint of a request; the one with the fewest named segments, when several match.</summary>
    public SynapseEndpoint? Find(string method, string path)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return _endpoints.Where(e => e.Matches(method, segments)).MinBy(e => e.Segments.Count(s => s.StartsWith('{')));
    }

    private static int? StatusOf(string name) => name switch
    {
        "OK" => 200,
        "CREATED" => 201,
        "ACCEPTED" => 202,
        "NO_CONTENT" => 204,
        "GONE" => 410,
        _ => null,
    };
}
