using System.Globalization;
using System.Net.Sockets;
using System.Xml;
using Azure;
using Azure.Identity;
using SageTasks.Http;

namespace SageTasks.Storage.Azure;

/// <summary>Says in SageTasks' own exceptions what Azure or the way to it answered.</summary>
internal static class AzureErrors
{
    private const string Platform = "Azure";

    // What Azure's library says where the server said nothing.
    private const string NoWords = "Service request failed.";

    /// <summary>Whether this is something that Azure or the network did.</summary>
    public static bool AreKnown(Exception exception) => exception is AggregateException { InnerExceptions: { Count: > 0 } attempts }
        ? AreKnown(attempts[^1])
        : exception is RequestFailedException or AuthenticationFailedException or XmlException or OperationCanceledException
            or HttpRequestException or SocketException or TimeoutException or (IOException and not TransferException);

    /// <summary>The exception to throw for one that <see cref="AreKnown"/>.</summary>
    /// <remarks>The library's own exceptions quote whole answers, which may repeat a signature: they do not go along.</remarks>
    public static ApiException Translate(Exception exception, string method, Location location, Uri address)
    {
        var error = new ApiError { Platform = Platform, Method = method, Uri = AddressOf(location, address) };
        return exception switch
        {
            AggregateException e => WithAttempts(Translate(e.InnerExceptions[^1], method, location, address), e.InnerExceptions.Count),
            RequestFailedException { Status: > 0 } e => ApiException.Of(Answer(error, e, location, address)),
            RequestFailedException e => new NetworkFailureException(error with { Reason = FirstLine(e.Message), CanRetry = true }, e.InnerException),
            AuthenticationFailedException e => new AccessDeniedException(NoToken(error, e)),
            XmlException => new ServerFailureException(error with { Reason = "the answer is not Azure's", CanRetry = true }),
            OperationCanceledException e => new NetworkFailureException(error with { Reason = "the server fell silent", CanRetry = true }, e),
            _ => new NetworkFailureException(error with { Reason = FirstLine(exception.Message), CanRetry = true }, exception),
        };
    }

    private static ApiException WithAttempts(ApiException last, int attempts) => ApiException.Of(last.Error with { Attempts = attempts }, last.InnerException);

    private static ApiError Answer(ApiError error, RequestFailedException e, Location location, Uri address)
    {
        var answer = e.GetRawResponse();
        var words = FirstLine(e.Message);
        return error with
        {
            Status = e.Status,
            Code = string.IsNullOrEmpty(e.ErrorCode) ? null : e.ErrorCode,
            Reason = words != NoWords ? words : string.IsNullOrEmpty(answer?.ReasonPhrase) ? null : answer.ReasonPhrase,
            RequestId = answer?.Headers.RequestId,
            RetryAfter = answer is not null && answer.Headers.TryGetValue("Retry-After", out var text) && int.TryParse(text, CultureInfo.InvariantCulture, out var seconds)
                ? TimeSpan.FromSeconds(seconds)
                : null,
            CanRetry = e.Status is 408 or 425 or 429 or >= 500,
            Advice = Advice(e.ErrorCode, e.Status, location, address),
        };
    }

    private static ApiError NoToken(ApiError error, AuthenticationFailedException e)
    {
        var lines = Redaction.Text(e.Message).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return error with
        {
            Reason = lines.FirstOrDefault(),
            Details = [.. lines.Skip(1)],
            Advice = "Sign in with \"az login\", set AZURE_CLIENT_ID, AZURE_TENANT_ID and AZURE_CLIENT_SECRET, or set a key, a signature or Anonymous in AzureBlobOptions.",
        };
    }

    private static string? Advice(string? code, int status, Location location, Uri address) => code switch
    {
        "ContainerNotFound" => $"There is no container \"{location.Authority}\" at {address.Host}: check its name and the account.",
        "AuthenticationFailed" or "InvalidAuthenticationInfo" => "The key or signature is not of this account or has expired, or this machine's clock is wrong.",
        "NoAuthenticationInformation" or "PublicAccessNotPermitted" or "ResourceNotFound" => "The container is not public: say who is asking.",
        "AuthorizationPermissionMismatch" =>
            "Reading needs the role \"Storage Blob Data Reader\" and writing \"Storage Blob Data Contributor\", or the permissions in the signature.",
        "AuthorizationFailure" => "The account's firewall, or a signature for other addresses or services, keeps this machine out.",
        "LeaseIdMissing" => "Somebody holds a lease on the blob: wait until it is released, or break it.",
        "SnapshotsPresent" => "The blob has snapshots, which are kept: delete them first.",
        "BlobArchived" => "The blob is archived: change its tier to Hot or Cool first, and wait.",
        "BlobImmutableDueToPolicy" => "A policy of the container forbids to change it.",
        "InvalidBlobType" => "It is an append or page blob: delete it first.",
        "InvalidBlobOrBlock" => "Another tool has begun an upload of the same blob: wait until its blocks expire, a week after the last one, or write the blob whole.",
        "BlockCountExceedsLimit" => "Too many blocks of uploads that nobody finished: they expire a week after the last one, or when the blob is written.",
        "MetadataTooLarge" => "Azure takes 8 KiB of metadata.",
        "RequestBodyTooLarge" => "Upload it in parts.",
        "ServerBusy" or "OperationTimedOut" => "Send fewer requests at a time.",
        _ when status == 403 => "Check that whoever is asking may do this to this container.",
        _ => null,
    };

    private static string FirstLine(string text) => Redaction.Text(text.Split('\n', 2)[0].TrimEnd());

    private static string AddressOf(Location location, Uri address) =>
        $"{address.AbsoluteUri.TrimEnd('/')}/{location.Authority}/{string.Join('/', location.Path.Split('/').Select(Uri.EscapeDataString))}";
}
