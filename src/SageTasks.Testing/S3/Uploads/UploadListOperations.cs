using System.Globalization;

namespace SageTasks.Testing.S3;

/// <summary>Uploads in parts: what is under way in a bucket, and which parts of one are there.</summary>
internal sealed class UploadListOperations(S3World world)
{
    private const int Largest = 1000;

    public void Map(S3Operations operations)
    {
        operations.Map("GET bucket?uploads", ListUploads);
        operations.Map("GET object?uploadId", ListParts);
    }

    private LocalAnswer ListParts(S3Call call)
    {
        var upload = world.Upload(call.Bucket, call.Key, call.Query("uploadId")!);
        var most = call.Number("max-parts", Largest, 0, Largest);
        var marker = call.Number("part-number-marker", 0, 0, int.MaxValue);
        var rest = world.Parts(call.Bucket, call.Key, upload.Id).Where(part => part.Number > marker).Take(most + 1).ToList();
        var page = rest.Take(most).ToList();
        return S3Xml.Answer("ListPartsResult", xml =>
        {
            xml.Text("Bucket", upload.Bucket).Text("Key", ListOperations.Encoded(call, upload.Key)).Text("UploadId", upload.Id)
                .Inside("Initiator", who => who.Text("ID", "local")).Inside("Owner", who => who.Text("ID", "local")).Text("StorageClass", upload.Fields.StorageClass ?? "STANDARD")
                .Number("PartNumberMarker", marker).Number("NextPartNumberMarker", page.Count == 0 ? 0 : page[^1].Number)
                .Number("MaxParts", most).Flag("IsTruncated", rest.Count > page.Count && most > 0)
                .Text("ChecksumAlgorithm", upload.Algorithm).Text("ChecksumType", upload.Algorithm is null ? null : upload.Type);
            foreach (var part in page)
            {
                xml.Inside("Part", line => line
                    .Number("PartNumber", part.Number).Time("LastModified", part.Modified).Text("ETag", part.Tag).Number("Size", part.Bytes.Length)
                    .Text(part.Checksum.Element, part.Checksum.Value));
            }
        });
    }

    private LocalAnswer ListUploads(S3Call call)
    {
        var (prefix, keyMarker, idMarker) = (call.Query("prefix") ?? "", call.Query("key-marker") ?? "", call.Query("upload-id-marker") ?? "");
        var delimiter = call.Query("delimiter") is { Length: > 0 } text ? text : null;
        var page = new FoldedPage<UploadDocument>(prefix, delimiter, call.Number("max-uploads", Largest, 1, Largest));
        var uploads = world.Uploads(call.Bucket).Where(upload => upload.Key.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        foreach (var upload in Behind(uploads, page, keyMarker, idMarker).TakeWhile(upload => page.TryAdd(upload.Key, upload)))
        {
            // The page takes what it has room for.
        }

        return Answer(call, page, prefix, delimiter);
    }

    /// <summary>The uploads behind the marker: of its own key only those behind the marked upload.</summary>
    private static IEnumerable<UploadDocument> Behind(List<UploadDocument> uploads, FoldedPage<UploadDocument> page, string keyMarker, string idMarker)
    {
        var marked = idMarker.Length == 0 ? -1 : uploads.FindIndex(upload => upload.Key == keyMarker && upload.Id == idMarker);
        return uploads.Where((upload, index) => (marked >= 0 && index > marked && upload.Key == keyMarker) || !page.IsBefore(upload.Key, keyMarker));
    }

    private static LocalAnswer Answer(S3Call call, FoldedPage<UploadDocument> page, string prefix, string? delimiter) => S3Xml.Answer("ListMultipartUploadsResult", xml =>
    {
        var isLastUpload = page.Items.Count > 0 && page.Items[^1].Key == page.Last;
        xml.Text("Bucket", call.Bucket).Text("KeyMarker", ListOperations.Encoded(call, call.Query("key-marker") ?? "")).Text("UploadIdMarker", call.Query("upload-id-marker") ?? "")
            .Text("NextKeyMarker", page.IsTruncated ? ListOperations.Encoded(call, page.Last!) : null)
            .Text("NextUploadIdMarker", page.IsTruncated && isLastUpload ? page.Items[^1].Id : null)
            .Text("Prefix", ListOperations.Encoded(call, prefix)).Text("Delimiter", delimiter is null ? null : ListOperations.Encoded(call, delimiter))
            .Text("EncodingType", ListOperations.IsEncoded(call) ? "url" : null)
            .Text("MaxUploads", call.Number("max-uploads", Largest, 1, Largest).ToString(CultureInfo.InvariantCulture)).Flag("IsTruncated", page.IsTruncated);
        foreach (var upload in page.Items)
        {
            xml.Inside("Upload", line => line.Text("Key", ListOperations.Encoded(call, upload.Key)).Text("UploadId", upload.Id)
                .Inside("Initiator", who => who.Text("ID", "local")).Inside("Owner", who => who.Text("ID", "local"))
                .Text("StorageClass", upload.Fields.StorageClass ?? "STANDARD").Time("Initiated", upload.Started)
                .Text("ChecksumAlgorithm", upload.Algorithm).Text("ChecksumType", upload.Algorithm is null ? null : upload.Type));
        }

        foreach (var folded in page.Prefixes)
        {
            xml.Inside("CommonPrefixes", line => line.Text("Prefix", ListOperations.Encoded(call, folded)));
        }
    });
}
