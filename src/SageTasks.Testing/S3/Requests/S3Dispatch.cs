using System.Security.Cryptography;

namespace SageTasks.Testing.S3;

/// <summary>Takes every request: who is asking, which operation it is, and what an error looks like.</summary>
internal sealed class S3Dispatch(S3Operations operations, SignatureCheck signatures)
{
    public const string HostId = "bG9jYWwgUzM=";

    public static string NewId() => RandomNumberGenerator.GetHexString(16);

    public void Map(RouteTable routes)
    {
        routes.Map("GET /", HandleAsync);
        routes.Map("GET /{path*}", HandleAsync);
        routes.Map("POST /{path*}", HandleAsync);
        routes.Map("PUT /{path*}", HandleAsync, streams: true);
        routes.Map("DELETE /{path*}", HandleAsync);
    }

    private async ValueTask<LocalAnswer> HandleAsync(LocalRequest request, CancellationToken stopping)
    {
        var id = NewId();
        var answer = await AnswerAsync(request, id, stopping).ConfigureAwait(false);
        return answer.With("x-amz-request-id", id).With("x-amz-id-2", HostId);
    }

    private async ValueTask<LocalAnswer> AnswerAsync(LocalRequest request, string id, CancellationToken stopping)
    {
        try
        {
            var call = new S3Call(request);
            call.Signer = signatures.Check(call);
            return await operations.RunAsync(call, stopping).ConfigureAwait(false);
        }
        catch (S3Refusal refusal)
        {
            return Refused(request, refusal.Error, id);
        }
        catch (IOException)
        {
            return Refused(request, S3Error.IncompleteBody, id);
        }
    }

    private static LocalAnswer Refused(LocalRequest request, S3Error error, string id) => error.ToAnswer(id, request.RawPath);
}
