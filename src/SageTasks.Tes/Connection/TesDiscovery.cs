using System.Text.Json;
using SageTasks.Http;

namespace SageTasks.Tes;

/// <summary>Finds the base path of a TES server by reading alone, once: whoever looked first has looked for all.</summary>
internal sealed class TesDiscovery(Uri endpoint, Func<Uri, ApiTransport> connect)
{
    // The standard's own path first; TES-Azure and tes-azure have /v1 alone, Funnel has all three.
    private static readonly string[] UsualPaths = ["/ga4gh/tes/v1", "/v1", ""];

    private readonly Lock _lock = new();
    private Task<TesPlace>? _finding;

    public async ValueTask<TesPlace> GetAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await Finding(cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Whoever began to look has given up; the next one begins anew.
            }
        }
    }

    private Task<TesPlace> Finding(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _finding is { IsFaulted: false, IsCanceled: false } known ? known : _finding = FindAsync(cancellationToken);
        }
    }

    private async Task<TesPlace> FindAsync(CancellationToken cancellationToken)
    {
        var findings = new List<ApiException>();
        var bases = Bases().Select(connect).ToList();
        foreach (var look in Looks)
        {
            foreach (var api in bases)
            {
                if (await IsThereAsync(api, look, findings, cancellationToken).ConfigureAwait(false))
                {
                    return new TesPlace(api, look.InfoUnderTasks);
                }
            }
        }

        throw Nowhere(findings);
    }

    private IEnumerable<Uri> Bases()
    {
        var given = endpoint.AbsolutePath.TrimEnd('/');
        var paths = given.Length == 0 ? UsualPaths : [given, .. UsualPaths.Where(path => path.Length > 0).Select(path => given + path)];
        return paths.Select(path => new Uri(endpoint, path + "/"));
    }

    private static IEnumerable<Look> Looks =>
    [
        new("/service-info", LooksLikeTes, InfoUnderTasks: false),
        new("/tasks/service-info", LooksLikeTes, InfoUnderTasks: true),
        new("/tasks?page_size=1&view=MINIMAL", IsTaskList, InfoUnderTasks: null),
    ];

    private static async Task<bool> IsThereAsync(ApiTransport api, Look look, List<ApiException> findings, CancellationToken cancellationToken)
    {
        // A refusal says only that TES is not here; the server's failure may pass, so it must not decide which path is taken.
        var request = new ApiRequest { Path = look.Path, Safety = RequestSafety.Safe, Accept = static status => status is 400 or 404 or 405 or 410 };
        try
        {
            var answer = await api.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return answer.Status == 200 && look.Fits(answer.Body.Span);
        }
        catch (ApiException refused) when (refused.Error.Status is >= 300 and < 500 or 500 or 501)
        {
            findings.Add(refused);
            return false;
        }
    }

    private ApiException Nowhere(List<ApiException> findings) =>
        findings.Find(finding => finding is AccessDeniedException)
        ?? findings.Find(finding => finding is ServerFailureException)
        ?? new NotFoundException(new ApiError
        {
            Platform = TesApi.Name,
            Method = "GET",
            Uri = Redaction.Uri(endpoint),
            Status = 404,
            Reason = "there is no TES here",
            Advice = $"Looked for service-info and tasks below {string.Join(", ", Bases().Select(Redaction.Uri))}. Is {nameof(TesClientOptions.Endpoint)} right?",
        });

    /// <summary>Other GA4GH services describe themselves in the same words: what tells them apart is the artifact, or fields that TES alone has.</summary>
    private static bool LooksLikeTes(ReadOnlySpan<byte> body) => Read(body, static root =>
    {
        if (root.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.Object
            && type.TryGetProperty("artifact", out var artifact) && artifact.ValueKind == JsonValueKind.String && artifact.GetString() is { Length: > 0 } name)
        {
            return name.Contains("tes", StringComparison.OrdinalIgnoreCase) || name.Contains("task", StringComparison.OrdinalIgnoreCase);
        }

        return root.TryGetProperty("storage", out _) || root.TryGetProperty("tesResources_backend_parameters", out _) || root.TryGetProperty("doc", out _);
    });

    private static bool IsTaskList(ReadOnlySpan<byte> body) => Read(body, static root => root.TryGetProperty("tasks", out var tasks)
        && tasks.ValueKind is JsonValueKind.Array or JsonValueKind.Null);

    private static bool Read(ReadOnlySpan<byte> body, Func<JsonElement, bool> judge)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.ValueKind == JsonValueKind.Object && judge(document.RootElement);
        }
        catch (JsonException)
        {
            // A web page, such as the one that a single-page application shows for every path.
            return false;
        }
    }

    private delegate bool Judgement(ReadOnlySpan<byte> body);

    private sealed record Look(string Text, Judgement Fits, bool? InfoUnderTasks)
    {
        public RequestPath Path
        {
            get
            {
                var path = new RequestPath(Text.Length, 0);
                path.AppendLiteral(Text);
                return path;
            }
        }
    }
}
