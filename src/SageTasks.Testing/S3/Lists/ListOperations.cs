using System.Net;
using System.Text;
using System.Xml;

namespace SageTasks.Testing.S3;

/// <summary>Lists of objects, in the second version and the first.</summary>
internal sealed class ListOperations(S3World world)
{
    private const int Largest = 1000;

    // Folding may skip thousands of keys for one line: they are fetched in batches.
    private const int Batch = 1000;

    public void Map(S3Operations operations)
    {
        operations.Map("GET bucket?list-type", ListV2);
        operations.Map("GET bucket", ListV1);
    }

    /// <summary>A key as a list writes it: with <c>encoding-type=url</c> as in a form, slashes left alone.</summary>
    public static string Encoded(S3Call call, string key) =>
        IsEncoded(call) ? WebUtility.UrlEncode(key).Replace("%2F", "/", StringComparison.Ordinal) : key;

    public static bool IsEncoded(S3Call call) => call.Query("encoding-type") switch
    {
        null => false,
        "url" => true,
        var other => throw new S3Refusal(S3Error.InvalidArgument("encoding-type", other, "Invalid Encoding Method specified in Request")),
    };

    private LocalAnswer ListV2(S3Call call)
    {
        if (call.Query("list-type") != "2")
        {
            throw new S3Refusal(S3Error.InvalidArgument("list-type", call.Query("list-type"), "Invalid List Type specified in Request"));
        }

        var token = call.Query("continuation-token");
        var startAfter = call.Query("start-after");
        var page = Page(call, token is null ? startAfter ?? "" : OfToken(token));
        return S3Xml.Answer("ListBucketResult", xml =>
        {
            Head(xml, call, page).Number("KeyCount", page.Count);
            xml.Text("ContinuationToken", token).Text("NextContinuationToken", page.IsTruncated ? ToToken(page.Last!) : null)
                .Text("StartAfter", startAfter is null ? null : Encoded(call, startAfter));
            Lines(xml, call, page, hasOwner: call.Query("fetch-owner") == "true");
        });
    }

    private LocalAnswer ListV1(S3Call call)
    {
        var marker = call.Query("marker") ?? "";
        var page = Page(call, marker);
        return S3Xml.Answer("ListBucketResult", xml =>
        {
            Head(xml, call, page).Text("Marker", Encoded(call, marker));

            // Without a delimiter the next page begins behind the last key.
            xml.Text("NextMarker", page.IsTruncated && Delimiter(call) is not null ? Encoded(call, page.Last!) : null);
            Lines(xml, call, page, hasOwner: true);
        });
    }

    private FoldedPage<ObjectDocument> Page(S3Call call, string marker)
    {
        var prefix = call.Query("prefix") ?? "";
        var page = new FoldedPage<ObjectDocument>(prefix, Delimiter(call), MaxKeys(call));
        var start = Utf8Order.Instance.Compare(prefix, marker) >= 0 ? prefix : marker;
        while (true)
        {
            var batch = world.From(call.Bucket, start, Batch);
            foreach (var stored in batch)
            {
                if (!stored.Key.StartsWith(prefix, StringComparison.Ordinal) || (!page.IsBefore(stored.Key, marker) && !page.TryAdd(stored.Key, stored)))
                {
                    return page;
                }
            }

            if (batch.Count < Batch)
            {
                return page;
            }

            start = batch[^1].Key + '\0';
        }
    }

    private static XmlWriter Head(XmlWriter xml, S3Call call, FoldedPage<ObjectDocument> page) => xml
        .Text("Name", call.Bucket).Text("Prefix", Encoded(call, call.Query("prefix") ?? "")).Text("Delimiter", Delimiter(call) is { } delimiter ? Encoded(call, delimiter) : null)
        .Number("MaxKeys", MaxKeys(call)).Text("EncodingType", IsEncoded(call) ? "url" : null).Flag("IsTruncated", page.IsTruncated);

    private static void Lines(XmlWriter xml, S3Call call, FoldedPage<ObjectDocument> page, bool hasOwner)
    {
        foreach (var stored in page.Items)
        {
            xml.Inside("Contents", line =>
            {
                line.Text("Key", Encoded(call, stored.Key)).Time("LastModified", stored.Modified).Text("ETag", stored.Tag)
                    .Text("ChecksumAlgorithm", stored.Checksum.Algorithm).Text("ChecksumType", stored.Checksum.Type)
                    .Number("Size", stored.Size).Text("StorageClass", stored.Fields.StorageClass ?? "STANDARD");
                if (hasOwner)
                {
                    line.Inside("Owner", owner => owner.Text("ID", "local"));
                }
            });
        }

        foreach (var prefix in page.Prefixes)
        {
            xml.Inside("CommonPrefixes", line => line.Text("Prefix", Encoded(call, prefix)));
        }
    }

    private static int MaxKeys(S3Call call) => call.Number("max-keys", Largest, 0, Largest);

    private static string? Delimiter(S3Call call) => call.Query("delimiter") is { Length: > 0 } delimiter ? delimiter : null;

    private static string ToToken(string last) => Convert.ToBase64String(Encoding.UTF8.GetBytes(last));

    private static string OfToken(string token)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(token));
        }
        catch (FormatException)
        {
            throw new S3Refusal(S3Error.InvalidArgument("continuation-token", token, "The continuation token provided is incorrect"));
        }
    }
}
