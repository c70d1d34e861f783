using System.Net;
using System.Net.Sockets;
using System.Xml;
using Amazon.Runtime;
using SageTasks.Http;

namespace SageTasks.Storage.S3;

/// <summary>Says in SageTasks' own exceptions what S3 or the way to it answered.</summary>
internal static class S3Errors
{
    private const string Platform = "S3";
    private const HttpStatusCode NoAnswer = default;

    private const string NotS3 = "the answer is not S3's";

    // What AWS's library says where the server said nothing.
    private const string NoWords = "Error making request with Error Code";

    /// <summary>Whether this is something that S3, the network or AWS's library did.</summary>
    public static bool AreKnown(Exception exception) => exception is AmazonServiceException or AmazonClientException or OperationCanceledException
        or XmlException or HttpRequestException or SocketException or TimeoutException or (IOException and not TransferException);

    public static ApiException Translate(Exception exception, string method, Location location, Uri address)
    {
        var error = new ApiError { Platform = Platform, Method = method, Uri = AddressOf(location, address) };
        return exception switch
        {
            AmazonUnmarshallingException e => new ServerFailureException(
                error with { Status = (int)e.StatusCode, RequestId = e.RequestId, Reason = NotS3, CanRetry = IsPassing((int)e.StatusCode) }, e),
            XmlException e => new ServerFailureException(error with { Reason = NotS3, CanRetry = true }, e),
            AmazonServiceException { StatusCode: NoAnswer } e => new NetworkFailureException(error with { Reason = Redaction.Text(e.Message), CanRetry = true }, e),
            AmazonServiceException e => ApiException.Of(Answer(error, e, location, address), e),
            AmazonClientException e => new AccessDeniedException(
                error with { Reason = Redaction.Text(e.Message), Advice = "Set keys or a profile in S3Options, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or Anonymous for a public bucket." }, e),
            OperationCanceledException e => new NetworkFailureException(error with { Reason = "the server fell silent", CanRetry = true }, e),
            _ => new NetworkFailureException(error with { Reason = Redaction.Text(exception.Message), CanRetry = true }, exception),
        };
    }

    private static ApiError Answer(ApiError error, AmazonServiceException e, Location location, Uri address)
    {
        var status = (int)e.StatusCode;
        return error with
        {
            Status = status,
            Code = string.IsNullOrEmpty(e.ErrorCode) ? null : e.ErrorCode,
            Reason = string.IsNullOrWhiteSpace(e.Message) || e.Message.StartsWith(NoWords, StringComparison.Ordinal) ? null : Redaction.Text(e.Message),
            RequestId = e.RequestId,
            CanRetry = IsPassing(status),
            Advice = Advice(e.ErrorCode, status, location, address),
        };
    }

    // What came with a success broke on the way; a refusal in another's words stays a refusal.
    private static bool IsPassing(int status) => status is < 300 or 408 or 425 or 429 or >= 500;

    private static string? Advice(string? code, int status, Location location, Uri address) => code switch
    {
        "NoSuchBucket" => $"There is no bucket \"{location.Authority}\" at {address.Host}: check the name and the endpoint.",
        "InvalidAccessKeyId" => $"{address.Host} does not know this access key: check the key and the endpoint.",
        "SignatureDoesNotMatch" => "The secret key does not belong to the access key, or the region is wrong.",
        "ExpiredToken" or "TokenRefreshRequired" => "The temporary keys have expired: get new ones.",
        "RequestTimeTooSkewed" => "Set this machine's clock: it differs too much from the server's.",
        "PermanentRedirect" or "AuthorizationHeaderMalformed" or "IllegalLocationConstraintException" => "The bucket is in another region: set Region.",
        "SlowDown" or "ServiceUnavailable" => "Send fewer requests at a time.",
        "EntityTooLarge" => "Upload it in parts.",
        "InvalidObjectState" => "The object is archived: restore it first.",
        "MetadataTooLarge" => "S3 takes 2 KB of metadata.",
        _ when status == 403 => "Check that the keys may do this to this bucket. S3 also answers so where nothing is and the keys may not list the bucket.",
        _ => null,
    };

    private static string AddressOf(Location location, Uri address) =>
        $"{address.GetLeftPart(UriPartial.Authority)}/{location.Authority}/{string.Join('/', location.Path.Split('/').Select(Uri.EscapeDataString))}";
}
