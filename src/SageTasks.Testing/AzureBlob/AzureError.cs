using System.Globalization;

namespace SageTasks.Testing.AzureBlob;

/// <summary>A refusal in Azure's words.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The code, which clients go by; it stands in a header too.</param>
/// <param name="Message">What a person reads.</param>
internal sealed record AzureError(int Status, string Code, string Message)
{
    public static AzureError InvalidUri { get; } = new(400, "InvalidUri", "The requested URI does not represent any resource on the server.");

    public static AzureError ServerBusy { get; } = new(503, "ServerBusy", "The server is currently unable to receive requests. Please retry your request.");

    public static AzureError UnsupportedHttpVerb { get; } = new(405, "UnsupportedHttpVerb", "The resource doesn't support specified Http Verb.");

    public static AzureError NoAuthentication { get; } = new(
        401, "NoAuthenticationInformation", "Server failed to authenticate the request. Please refer to the information in the www-authenticate header.");

    public static AzureError PermissionMismatch { get; } = new(
        403, "AuthorizationPermissionMismatch", "This request is not authorized to perform this operation using this permission.");

    public static AzureError ContainerNotFound { get; } = new(404, "ContainerNotFound", "The specified container does not exist.");

    public static AzureError BlobNotFound { get; } = new(404, "BlobNotFound", "The specified blob does not exist.");

    public static AzureError BlobExists { get; } = new(409, "BlobAlreadyExists", "The specified blob already exists.");

    public static AzureError ConditionNotMet { get; } = new(412, "ConditionNotMet", "The condition specified using HTTP conditional header(s) is not met.");

    public static AzureError SourceConditionNotMet { get; } = new(
        412, "SourceConditionNotMet", "The source condition specified using HTTP conditional header(s) is not met.");

    public static AzureError InvalidRange { get; } = new(416, "InvalidRange", "The range specified is invalid for the current size of the resource.");

    public static AzureError Md5Mismatch { get; } = new(400, "Md5Mismatch", "The MD5 value specified in the request did not match with the MD5 value calculated by the server.");

    public static AzureError InvalidMd5 { get; } = new(400, "InvalidMd5", "The MD5 value specified in the request is invalid. MD5 value must be 128 bits and base64-encoded.");

    public static AzureError Crc64Mismatch { get; } = new(400, "Crc64Mismatch", "The CRC64 value specified in the request did not match with the CRC64 value calculated by the server.");

    public static AzureError MissingLength { get; } = new(411, "MissingContentLengthHeader", "The Content-Length header was not specified.");

    public static AzureError TooLarge { get; } = new(413, "RequestBodyTooLarge", "The request body is too large and exceeds the maximum permissible limit.");

    public static AzureError BrokenBody { get; } = new(400, "InvalidInput", "The request's body ended before all of it had come.");

    public static AzureError InvalidXml { get; } = new(400, "InvalidXmlDocument", "XML specified is not syntactically valid.");

    public static AzureError InvalidMetadata { get; } = new(
        400, "InvalidMetadata", "The metadata specified is invalid. It has characters that are not permitted.");

    public static AzureError InvalidBlockId { get; } = new(
        400, "InvalidQueryParameterValue", "Value for one of the query parameters specified in the request URI is invalid: blockid.");

    public static AzureError InvalidBlockLength { get; } = new(400, "InvalidBlobOrBlock", "The specified blob or block content is invalid.");

    public static AzureError InvalidBlockList { get; } = new(400, "InvalidBlockList", "The specified block list is invalid.");

    public static AzureError InvalidHeader(string name) => new(400, "InvalidHeaderValue", $"The value for one of the HTTP headers is not in the correct format: {name}.");

    public static AzureError InvalidQuery(string name) => new(400, "InvalidQueryParameterValue", $"Value for one of the query parameters specified in the request URI is invalid: {name}.");

    public static AzureError MissingHeader(string name) => new(400, "MissingRequiredHeader", $"An HTTP header that's mandatory for this request is not specified: {name}.");

    public static AzureError NotHere(string what) => new(501, "NotImplemented", $"The requested operation is not implemented on the specified resource: {what}.");

    public static AzureError AuthenticationFailed(string detail) => new(
        403, "AuthenticationFailed",
        $"Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature. {detail}");

    public LocalAnswer ToAnswer(Guid requestId, DateTimeOffset now)
    {
        var message = string.Create(CultureInfo.InvariantCulture, $"{Message}\nRequestId:{requestId}\nTime:{now.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffffffZ}");
        var answer = XmlBody.Answer("Error", xml => xml.Text("Code", Code).Text("Message", message), Status).With("x-ms-error-code", Code);
        return Status == 401 ? answer.With("WWW-Authenticate", "Bearer authorization_uri=http://127.0.0.1 resource_id=https://storage.azure.com") : answer;
    }
}
