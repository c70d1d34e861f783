namespace SageTasks.ContractSuites;

/// <summary>One endpoint of the server.</summary>
internal sealed record SynapseEndpoint(string Controller, string Method, string Path, int? Status, string AnswerType, string? BodyType)
{
    public string[] Segments { get; } = Path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    public bool IsJobResult => Path.Contains("/async/get/", StringComparison.Ordinal);

    public bool Matches(string method, string[] segments)
    {
        if (method != Method || segments.Length != Segments.Length)
        {
            return false;
        }

        for (var i = 0; i < segments.Length; i++)
        {
            if (!Segments[i].StartsWith('{') && Segments[i] != segments[i])
            {
                return false;
            }
        }

        return true;
    }
}
