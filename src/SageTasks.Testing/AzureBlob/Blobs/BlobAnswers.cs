using System.Globalization;

namespace SageTasks.Testing.AzureBlob;

/// <summary>The headers that describe a blob.</summary>
internal static class BlobAnswers
{
    /// <summary>The answer to a write.</summary>
    public static LocalAnswer Written(BlobDocument blob, int status = 201) => LocalAnswer.Empty(status)
        .With("ETag", blob.Tag).With("Last-Modified", HttpTime(blob.Modified)).With("x-ms-request-server-encrypted", "true");

    public static IEnumerable<KeyValuePair<string, string>> Headers(BlobDocument blob)
    {
        List<KeyValuePair<string, string?>> all =
        [
            new("ETag", blob.Tag), new("Last-Modified", HttpTime(blob.Modified)), new("x-ms-creation-time", HttpTime(blob.Created)), new("Accept-Ranges", "bytes"),
            new("x-ms-blob-type", "BlockBlob"), new("x-ms-lease-status", "unlocked"), new("x-ms-lease-state", "available"), new("x-ms-server-encrypted", "true"),
            new("x-ms-access-tier", "Hot"), new("x-ms-access-tier-inferred", "true"),
            new("Content-Encoding", blob.Fields.ContentEncoding), new("Content-Language", blob.Fields.ContentLanguage),
            new("Content-Disposition", blob.Fields.ContentDisposition), new("Cache-Control", blob.Fields.CacheControl),
            new("x-ms-copy-id", blob.Copy?.Id), new("x-ms-copy-source", blob.Copy?.Source), new("x-ms-copy-status", blob.Copy is null ? null : "success"),
            new("x-ms-copy-progress", blob.Copy is null ? null : string.Create(CultureInfo.InvariantCulture, $"{blob.Size}/{blob.Size}")),
            new("x-ms-copy-completion-time", blob.Copy is null ? null : HttpTime(blob.Copy.Completed)),
        ];
        return all.Where(header => header.Value is not null).Select(header => KeyValuePair.Create(header.Key, header.Value!))
            .Concat(blob.Metadata.Select(pair => KeyValuePair.Create("x-ms-meta-" + pair.Key, pair.Value)));
    }

    public static string HttpTime(DateTimeOffset time) => time.ToString("R", CultureInfo.InvariantCulture);
}
