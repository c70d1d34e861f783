using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace SageTasks.Storage.S3.Tests;

/// <summary>Uploads in parts: the checksum of the whole is S3's to combine, and a completed upload is gone.</summary>
internal sealed partial class StrictS3
{
    private const int SmallestPart = 5 * 1024 * 1024;
    private readonly Dictionary<string, StrictUpload> _uploads = new(StringComparer.Ordinal);

    private HttpResponseMessage Begin(StrictRequest request)
    {
        if (request.Header("x-amz-checksum-type") != "FULL_OBJECT")
        {
            return Refusal(400, "NotWhatThisStoreMaySend", "a checksum of checksums");
        }

        var id = $"upload {_uploads.Count + 1}+/=";
        _uploads[id] = new StrictUpload(request.Key, StrictObject.Of(request) with { Checksum = new DigestAlgorithm(request.Header("x-amz-checksum-algorithm")!) }, []);
        return Xml($"<InitiateMultipartUploadResult><UploadId>{id}</UploadId></InitiateMultipartUploadResult>");
    }

    private HttpResponseMessage PutPart(StrictRequest request)
    {
        if (Upload(request) is not { } upload)
        {
            return Gone();
        }

        var bytes = request.Header("x-amz-copy-source") is { } source ? Stretch(source, request) : request.Body;
        if (bytes is null)
        {
            return Refusal(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
        }

        if (request.WrongChecksum() is { } wrong && request.Header("x-amz-copy-source") is null)
        {
            return Refusal(400, "BadDigest", wrong);
        }

        upload.Parts[request.PartNumber] = bytes;
        var tag = StrictObject.TagOf(bytes);
        var answer = request.Header("x-amz-copy-source") is null ? Plain(200, []) : Xml($"<CopyPartResult><ETag>{Escape(tag)}</ETag></CopyPartResult>");
        answer.Headers.TryAddWithoutValidation("ETag", tag);
        return answer;
    }

    private byte[]? Stretch(string source, StrictRequest request)
    {
        var from = _objects.GetValueOrDefault(Uri.UnescapeDataString(source).TrimStart('/').Split('/', 2)[1]);
        if (from is null || (request.Header("x-amz-copy-source-if-match") is { } tag && tag != from.Tag))
        {
            return null;
        }

        var range = request.Header("x-amz-copy-source-range")!["bytes=".Length..].Split('-').Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        return from.Bytes[range[0]..(range[1] + 1)];
    }

    private HttpResponseMessage ListParts(StrictRequest request)
    {
        if (Upload(request) is not { } upload)
        {
            return Gone();
        }

        var after = int.Parse(request.Query.GetValueOrDefault("part-number-marker", "0"), CultureInfo.InvariantCulture);
        var rest = upload.Parts.Where(part => part.Key > after).ToList();
        var page = rest.Take(PageSize).ToList();
        var parts = page.Select(part =>
            $"<Part><PartNumber>{part.Key}</PartNumber><Size>{part.Value.Length}</Size><ETag>{Escape(StrictObject.TagOf(part.Value))}</ETag></Part>");
        var next = rest.Count > PageSize ? $"<NextPartNumberMarker>{page[^1].Key}</NextPartNumberMarker>" : "";
        return Xml($"<ListPartsResult><IsTruncated>{(next.Length > 0 ? "true" : "false")}</IsTruncated>{next}{string.Concat(parts)}</ListPartsResult>");
    }

    private HttpResponseMessage ListUploads()
    {
        var uploads = _uploads.Select(pair =>
            $"<Upload><Key>{Escape(System.Net.WebUtility.UrlEncode(pair.Value.Key))}</Key><UploadId>{pair.Key}</UploadId><Initiated>2026-01-02T03:04:05.000Z</Initiated></Upload>");
        return Xml($"<ListMultipartUploadsResult><IsTruncated>false</IsTruncated>{string.Concat(uploads)}</ListMultipartUploadsResult>");
    }

    private HttpResponseMessage Complete(StrictRequest request)
    {
        if (Upload(request) is not { } upload)
        {
            return Gone();
        }

        var named = XDocument.Parse(Encoding.UTF8.GetString(request.Body)).Descendants().Where(e => e.Name.LocalName == "Part")
            .ToDictionary(part => int.Parse(Child(part, "PartNumber"), CultureInfo.InvariantCulture), part => Child(part, "ETag"));
        if (!named.Keys.SequenceEqual(upload.Parts.Keys) || named.Any(part => part.Value != StrictObject.TagOf(upload.Parts[part.Key])))
        {
            return Refusal(400, "InvalidPart", "One or more of the specified parts could not be found.");
        }

        if (upload.Parts.Values.SkipLast(1).Any(part => part.Length < SmallestPart))
        {
            return Refusal(400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size");
        }

        byte[] bytes = [.. upload.Parts.Values.SelectMany(part => part)];
        if (request.Header("x-amz-mp-object-size") != bytes.Length.ToString(CultureInfo.InvariantCulture) || request.Header("x-amz-checksum-type") != "FULL_OBJECT")
        {
            return Refusal(400, "NotWhatThisStoreMaySend", "no size, or no type of checksum");
        }

        if (request.Sent.Any(sent => Digest.Of(bytes, sent.Algorithm).ToBase64() != sent.Value))
        {
            return Refusal(400, "BadDigest", "The checksum of the whole did not match");
        }

        if (Condition(request) is { } refusal)
        {
            return refusal;
        }

        var tags = upload.Parts.Values.SelectMany(part => Convert.FromHexString(Digest.Of(part, DigestAlgorithm.Md5).Value)).ToArray();
        var tag = $"\"{Digest.Of(tags, DigestAlgorithm.Md5).Value}-{upload.Parts.Count}\"";
        Stored(upload.Key, upload.Made with { Bytes = bytes, Tag = tag });
        _uploads.Remove(request.UploadId!);
        return Xml($"<CompleteMultipartUploadResult><ETag>{Escape(tag)}</ETag></CompleteMultipartUploadResult>");
    }

    private HttpResponseMessage Abort(StrictRequest request) => _uploads.Remove(request.UploadId!) ? Plain(204, []) : Gone();

    private StrictUpload? Upload(StrictRequest request) => _uploads.GetValueOrDefault(request.UploadId!) is { } upload && upload.Key == request.Key ? upload : null;

    private static HttpResponseMessage Gone() => Refusal(404, "NoSuchUpload", "The specified upload does not exist.");

    private static string Child(XElement part, string name) => part.Elements().Single(e => e.Name.LocalName == name).Value;

    private sealed record StrictUpload(string Key, StrictObject Made, SortedDictionary<int, byte[]> Parts);
}
