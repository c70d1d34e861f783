using System.Globalization;

namespace SageTasks.Testing.Drs;

/// <summary>The bytes of objects behind addresses that grant access, as an object store has them: ranges, strong ETags, no HEAD where the
/// address is signed for GET.</summary>
internal sealed class BytesRoutes(DrsWorld world, UrlSigner signer)
{
    public const string Root = "bytes";
    public const string Signature = "signature";

    public void Map(RouteTable routes) => routes.MapOpen($"GET /{Root}/{{id}}/{{name*}}", Read);

    /// <summary>The address of an object's bytes, without a permission.</summary>
    public static string Url(string origin, DrsDocument document) =>
        $"{origin}/{Root}/{Uri.EscapeDataString(document.Id)}/{Uri.EscapeDataString(document.Name is { Length: > 0 } name ? name : "object")}";

    private LocalAnswer Read(LocalRequest request)
    {
        // What was a file when it was registered may be a link by now.
        if (world.Find(request["id"]) is not { File: { } path } document || !RealPath.IsFile(path))
        {
            return Refuse(404, "NoSuchKey", "The specified key does not exist.");
        }

        return Refusal(request, document) ?? Answer(request, document, new FileInfo(path));
    }

    private LocalAnswer? Refusal(LocalRequest request, DrsDocument document)
    {
        if (request.QueryValue(Signature) is { } signature)
        {
            if (request.Header("Authorization") is not null)
            {
                return Refuse(400, "InvalidArgument", "Only one auth mechanism allowed");
            }

            return request.Method == "HEAD"
                ? Refuse(403, "SignatureDoesNotMatch", "The address was signed for GET.")
                : Denied(signer.Problem(document.Id, signature));
        }

        if (request.Header(UrlSigner.Header) is { } header)
        {
            return Denied(signer.Problem(document.Id, header));
        }

        var isOpen = document.Access.Contains(DrsAccess.Public)
            || (document.Access.Contains(DrsAccess.Headers) && request.Header("Authorization") == $"Bearer {signer.FixedKey}");
        return isOpen ? null : Denied("Access Denied");
    }

    private static LocalAnswer Answer(LocalRequest request, DrsDocument document, FileInfo file)
    {
        var size = file.Length;
        var tag = string.Create(CultureInfo.InvariantCulture, $"\"{file.LastWriteTimeUtc.Ticks:x}-{size:x}\"");
        if (request.Header("If-Match") is { } wanted && wanted != tag)
        {
            return Refuse(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
        }

        var range = ByteRange.Parse(request.Header("Range"), size, out var satisfiable);
        if (!satisfiable)
        {
            return Refuse(416, "InvalidRange", "The requested range is not satisfiable")
                .With("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes */{size}"));
        }

        var (first, length) = range ?? new ByteRange(0, size);
        var handle = File.OpenHandle(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var answer = new LocalAnswer
        {
            Status = range is null ? 200 : 206,
            ContentType = document.MimeType ?? "application/octet-stream",
            Length = length,
            Source = handle,
            Headers =
            [
                new("ETag", tag),
                new("Accept-Ranges", "bytes"),
                new("Last-Modified", new DateTimeOffset(file.LastWriteTimeUtc).ToString("R", CultureInfo.InvariantCulture)),
            ],
            Writer = (output, cancellationToken) => FileBytes.CopyAsync(handle, first, length, chunk => output.WriteAsync(chunk, cancellationToken)),
        };
        return range is null ? answer : answer.With("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes {first}-{first + length - 1}/{size}"));
    }

    private static LocalAnswer? Denied(string? problem) => problem is null ? null : Refuse(403, "AccessDenied", problem);

    private static LocalAnswer Refuse(int status, string code, string message) =>
        LocalAnswer.Text($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{message}</Message></Error>", "application/xml", status);
}
