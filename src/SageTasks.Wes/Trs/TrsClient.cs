using Microsoft.Extensions.Logging;
using SageTasks.Http;
using static SageTasks.Wes.WesJson;

namespace SageTasks.Wes;

/// <summary>Reads workflows from tool registries (GA4GH TRS 2), without credentials.</summary>
internal sealed class TrsClient(ApiOptions options, ILoggerFactory? loggers, TimeProvider time)
{
    private const string Primary = "PRIMARY_DESCRIPTOR";

    private static readonly ApiPlatform Registry = new() { Name = "TRS", TelemetryName = "SageTasks.Wes", ConcurrentRequests = 8 };

    private static readonly Dictionary<string, string> AnyText = new(StringComparer.Ordinal) { ["Accept"] = "text/plain, */*" };

    // What a workflow is made of; tests and container recipes are not.
    private static readonly string[] Parts = [Primary, "SECONDARY_DESCRIPTOR", "OTHER"];

    /// <summary>All files of a version (<c>GET …/files</c>, <c>GET …/descriptor/{relative_path}</c>).</summary>
    /// <exception cref="ArgumentException">The version has no workflow in the language, or several and none is named.</exception>
    public async Task<TrsWorkflow> GetAsync(TrsAddress address, string? wantedType, CancellationToken cancellationToken)
    {
        var api = new ApiTransport(Registry, address.Registry, credential: null, options, loggers, time);
        var type = wantedType ?? address.Type ?? await TypeAsync(api, address, cancellationToken).ConfigureAwait(false);
        var files = await api.GetAsync(RequestPath.Of($"/tools/{address.Id}/versions/{address.Version}/{type}/files"), Default.IReadOnlyListToolFile, cancellationToken).ConfigureAwait(false);
        var (attachments, primary) = (new List<WesAttachment>(), (WesAttachment?)null);
        foreach (var file in files.Where(file => Parts.Contains(file.FileType, StringComparer.OrdinalIgnoreCase)))
        {
            var attachment = await FetchAsync(api, address, type, file.Path ?? "", cancellationToken).ConfigureAwait(false);
            attachments.Add(attachment);
            primary ??= string.Equals(file.FileType, Primary, StringComparison.OrdinalIgnoreCase) ? attachment : null;
        }

        return primary is null
            ? throw new ArgumentException($"The registry shows no first file of {address.Id} {address.Version} in {type}.")
            : new TrsWorkflow(type, primary, attachments);
    }

    private static async Task<string> TypeAsync(ApiTransport api, TrsAddress address, CancellationToken cancellationToken)
    {
        var version = await api.GetAsync(RequestPath.Of($"/tools/{address.Id}/versions/{address.Version}"), Default.ToolVersion, cancellationToken).ConfigureAwait(false);
        return version.DescriptorType is [var only]
            ? only
            : throw new ArgumentException($"{address.Id} {address.Version} is written in {string.Join(", ", version.DescriptorType ?? ["no language that the registry tells"])}; name the one that is meant.");
    }

    private static async Task<WesAttachment> FetchAsync(ApiTransport api, TrsAddress address, string type, string path, CancellationToken cancellationToken)
    {
        var name = path.TrimStart('/');
        if (RunRequestRules.Problem(name) is { } problem)
        {
            throw new ArgumentException($"The registry's file '{path}' of {address.Id} {problem}.");
        }

        var plain = $"PLAIN_{type}";
        var request = new ApiRequest { Path = RequestPath.Of($"/tools/{address.Id}/versions/{address.Version}/{plain}/descriptor/{path}"), Safety = RequestSafety.Safe, Headers = AnyText };
        var answer = await api.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return WesAttachment.FromBytes(name, answer.Body.Span);
    }
}
