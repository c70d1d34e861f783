using System.Globalization;

namespace SageTasks.Testing.S3;

/// <summary>A refusal in S3's words.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The code, which clients go by.</param>
/// <param name="Message">What a person reads.</param>
/// <param name="Details">Further elements of the body, such as the key that is not there.</param>
internal sealed record S3Error(int Status, string Code, string Message, params (string Name, string Value)[] Details)
{
    public static S3Error AccessDenied { get; } = new(403, "AccessDenied", "Access Denied");

    public static S3Error Expired { get; } = new(403, "AccessDenied", "Request has expired");

    public static S3Error SlowDown { get; } = new(503, "SlowDown", "Please reduce your request rate.");

    public static S3Error MethodNotAllowed { get; } = new(405, "MethodNotAllowed", "The specified method is not allowed against this resource.");

    public static S3Error MalformedXml { get; } = new(400, "MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema");

    public static S3Error IncompleteBody { get; } = new(400, "IncompleteBody", "The request body terminated unexpectedly");

    public static S3Error MissingContentLength { get; } = new(411, "MissingContentLength", "You must provide the Content-Length HTTP header.");

    public static S3Error EntityTooLarge { get; } = new(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");

    public static S3Error InvalidDigest { get; } = new(400, "InvalidDigest", "The Content-MD5 you specified was invalid.");

    public static S3Error ConditionalRequestConflict { get; } = new(
        409, "ConditionalRequestConflict", "The conditional request cannot succeed due to a conflicting operation against this resource.");

    public static S3Error NotImplemented(string header) =>
        new(501, "NotImplemented", "A header or query you provided implies functionality that is not implemented", ("Header", header));

    public static S3Error Condition(string header) =>
        new(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold", ("Condition", header));

    public static S3Error NoSuchBucket(string bucket) => new(404, "NoSuchBucket", "The specified bucket does not exist", ("BucketName", bucket));

    public static S3Error NoSuchKey(string key) => new(404, "NoSuchKey", "The specified key does not exist.", ("Key", key));

    public static S3Error NoSuchUpload(string id) => new(
        404, "NoSuchUpload", "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.", ("UploadId", id));

    public static S3Error InvalidRange(string asked, long size) => new(
        416, "InvalidRange", "The requested range is not satisfiable", ("RangeRequested", asked), ("ActualObjectSize", size.ToString(CultureInfo.InvariantCulture)));

    public static S3Error InvalidArgument(string name, string? value, string message) =>
        new(400, "InvalidArgument", message, ("ArgumentName", name), ("ArgumentValue", value ?? ""));

    public static S3Error InvalidRequest(string message) => new(400, "InvalidRequest", message);

    public static S3Error BadDigest(string what) => new(400, "BadDigest", $"The {what} you specified did not match the calculated checksum.");

    public static S3Error InvalidPart(int number) => new(
        400, "InvalidPart",
        "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
        ("PartNumber", number.ToString(CultureInfo.InvariantCulture)));

    public LocalAnswer ToAnswer(string requestId, string resource) => XmlBody.Answer(
        "Error",
        xml =>
        {
            xml.Text("Code", Code).Text("Message", Message);
            foreach (var (name, value) in Details)
            {
                xml.Text(name, value);
            }

            xml.Text("Resource", resource).Text("RequestId", requestId).Text("HostId", S3Dispatch.HostId);
        },
        Status);
}
