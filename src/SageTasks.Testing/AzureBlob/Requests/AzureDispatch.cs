namespace SageTasks.Testing.AzureBlob;

/// <summary>Takes every request: who is asking, which operation it is, and what an error looks like.</summary>
internal sealed class AzureDispatch(Account account, AzureOperations operations, AccessCheck access, PlatformClock clock)
{
    private const string Version = "2024-11-04";

    public void Map(RouteTable routes)
    {
        routes.Map("GET /{path*}", HandleAsync);
        routes.Map("POST /{path*}", HandleAsync);
        routes.Map("PUT /{path*}", HandleAsync, streams: true);
        routes.Map("DELETE /{path*}", HandleAsync);
    }

    private async ValueTask<LocalAnswer> HandleAsync(LocalRequest request, CancellationToken stopping)
    {
        var id = Guid.NewGuid();
        var answer = (await AnswerAsync(request, id, stopping).ConfigureAwait(false))
            .With("x-ms-request-id", id.ToString()).With("x-ms-version", request.Header("x-ms-version") ?? Version);
        return request.Header("x-ms-client-request-id") is { Length: > 0 } client ? answer.With("x-ms-client-request-id", client) : answer;
    }

    private async ValueTask<LocalAnswer> AnswerAsync(LocalRequest request, Guid id, CancellationToken stopping)
    {
        try
        {
            var call = new AzureCall(request);
            if (call.AccountName != account.Name)
            {
                throw new AzureRefusal(AzureError.InvalidUri);
            }

            access.Check(call);
            return await operations.RunAsync(call, stopping).ConfigureAwait(false);
        }
        catch (AzureRefusal refusal)
        {
            return Refused(request, refusal.Error, id);
        }
        catch (IOException)
        {
            return Refused(request, AzureError.BrokenBody, id);
        }
    }

    // Where there is no body, the headers alone say what is wrong.
    private LocalAnswer Refused(LocalRequest request, AzureError error, Guid id)
    {
        var answer = error.ToAnswer(id, clock.Shown);
        return request.Method == "HEAD" ? answer with { Body = default, ContentType = null } : answer;
    }
}
