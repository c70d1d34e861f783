namespace SageTasks.Testing.Synapse;

/// <summary>A refusal of the object store, which speaks XML and knows nothing of Synapse.</summary>
internal sealed record S3Error(int Status, string Code, string Message)
{
    public static S3Error Denied { get; } = new(403, "AccessDenied", "Access Denied");

    public static S3Error TwoSignatures { get; } = new(400, "InvalidArgument",
        "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified");

    public static S3Error SignatureMismatch { get; } = new(403, "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided. Check your key and signing method.");

    public static S3Error NoSuchKey { get; } = new(404, "NoSuchKey", "The specified key does not exist.");

    public static S3Error PreconditionFailed { get; } = new(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");

    public static S3Error InvalidRange { get; } = new(416, "InvalidRange", "The requested range is not satisfiable");

    public static S3Error IncompleteBody { get; } = new(400, "IncompleteBody", "The request body terminated unexpectedly");

    public static S3Error MethodNotAllowed { get; } = new(405, "MethodNotAllowed", "The specified method is not allowed against this resource.");

    public static S3Error Expired { get; } = new(403, "AccessDenied", "Request has expired");

    public static S3Error HeaderMissing(string name) => new(403, "SignatureDoesNotMatch", $"The signed header {name} was not sent.");

    public LocalAnswer ToAnswer() => LocalAnswer.Text(
        $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{Code}</Code><Message>{Message}</Message></Error>", "application/xml", Status);
}
